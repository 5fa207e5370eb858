import type { Meaning, Modules } from './modules.ts';
import type { Scope } from './scope.ts';

/** The `Stripe` namespace: what an application can name as `Stripe.X`. */
export function stripeNamespace(modules: Modules): Scope {
  const scope = modules.open('stripe.core').namespaces.get('Stripe');
  if (!scope) throw new Error('the SDK declares no namespace Stripe');
  return scope;
}

/** Every interface that an application can name, under its public name: `PaymentIntent`, `Checkout.Session`. */
export function publicInterfaces(modules: Modules): ReadonlyMap<string, Meaning> {
  const found = new Map<string, Meaning>();
  const visited = new Set<Scope>();

  function visit(scope: Scope, prefix: string): void {
    if (visited.has(scope)) return;
    visited.add(scope);
    for (const name of namesOf(scope)) {
      const meaning = modules.member(scope, name);
      if (!meaning) continue;
      const publicName = `${prefix}${name}`;
      const isInterface = meaning.type?.type === 'TsInterfaceDeclaration';
      if (isInterface) found.set(publicName, meaning);
      // The namespace of an interface holds its parts; any other groups further resources.
      if (meaning.namespace && !isInterface) visit(meaning.namespace, `${publicName}.`);
    }
  }

  visit(stripeNamespace(modules), '');
  return found;
}

function namesOf(scope: Scope): Set<string> {
  return new Set([...scope.types.keys(), ...scope.namespaces.keys(), ...scope.aliases.keys(), ...scope.imports.keys()]);
}
