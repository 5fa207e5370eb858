import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from '@swc/core';
import { declare, emptyScope, type Scope, type TypeDeclaration } from './scope.ts';

/** What a name means: a type, a namespace, or both (an interface with a namespace of its parts). */
export interface Meaning {
  readonly name: string;
  /** The scope in which the type is declared, from which the names it uses are looked up. */
  readonly scope: Scope;
  readonly type: TypeDeclaration | undefined;
  readonly namespace: Scope | undefined;
}

export interface Modules {
  /** The declarations of one file, `folder`-relative without extension: `resources/PaymentIntents`. */
  open(path: string): Scope;
  /** What `path` means as a type, seen from `scope`; looks outwards, then through imports. */
  typeNamed(scope: Scope, path: readonly string[]): Meaning | undefined;
  member(scope: Scope, name: string): Meaning | undefined;
}

/** Reads declaration files below `folder` on demand and resolves names across them. */
export function openModules(folder: string): Modules {
  const scopes = new Map<string, Scope>();
  const fileOf = new Map<Scope, string>();

  function openFile(file: string): Scope {
    const known = scopes.get(file);
    if (known) return known;
    const scope = emptyScope('');
    scopes.set(file, scope);
    fileOf.set(scope, file);
    return declare(scope, parseSync(readFileSync(file, 'utf8'), { syntax: 'typescript' }).body);
  }

  function member(scope: Scope, name: string): Meaning | undefined {
    const type = scope.types.get(name);
    const namespace = scope.namespaces.get(name);
    if (type ?? namespace) return { name, scope, type, namespace };
    const alias = scope.aliases.get(name);
    if (alias) return find(alias.start, alias.path, () => true);
    const imported = scope.imports.get(name);
    if (!imported?.from.startsWith('.')) return undefined;
    const file = fileOf.get(scope);
    if (file === undefined) throw new Error(`an import of ${name} inside a namespace`);
    const target = openFile(join(dirname(file), imported.from.replace(/\.js$/, '.d.ts')));
    if (imported.name === '*') return { name, scope: target, type: undefined, namespace: target };
    return member(target, imported.name);
  }

  function find(scope: Scope, path: readonly string[], fits: (meaning: Meaning) => boolean): Meaning | undefined {
    const [first, ...rest] = path;
    if (first === undefined) return undefined;
    for (let at: Scope | undefined = scope; at; at = at.parent) {
      let meaning = member(at, first);
      for (const name of rest) meaning = meaning?.namespace && member(meaning.namespace, name);
      if (meaning && fits(meaning)) return meaning;
    }
    return undefined;
  }

  return {
    open: (path) => openFile(join(folder, `${path}.d.ts`)),
    typeNamed: (scope, path) => find(scope, path, (meaning) => meaning.type !== undefined),
    member,
  };
}
