import type { ClassDeclaration, ModuleItem, TsInterfaceDeclaration, TsTypeAliasDeclaration } from '@swc/core';
import { entityPath } from './entityPath.ts';

export type TypeDeclaration = TsInterfaceDeclaration | TsTypeAliasDeclaration | ClassDeclaration;

/** A name that stands for something declared in another file. */
export interface Import {
  readonly from: string;
  /** The name there, or `*` for the whole module. */
  readonly name: string;
}

/** A name that stands for another one, looked up from `start`. */
interface Alias {
  readonly start: Scope;
  readonly path: readonly string[];
}

/** The names that a module or a namespace declares; namespaces nest. */
export interface Scope {
  /** Dotted name of the namespace; empty for a module. */
  readonly name: string;
  readonly parent: Scope | undefined;
  readonly types: Map<string, TypeDeclaration>;
  readonly namespaces: Map<string, Scope>;
  readonly imports: Map<string, Import>;
  readonly aliases: Map<string, Alias>;
}

export function emptyScope(name: string, parent?: Scope): Scope {
  return { name, parent, types: new Map(), namespaces: new Map(), imports: new Map(), aliases: new Map() };
}

/** Enters the declarations of `items` into `scope`; a namespace declared twice is one namespace, as in TypeScript. */
export function declare(scope: Scope, items: readonly ModuleItem[]): Scope {
  for (const item of items) declareOne(scope, item);
  return scope;
}

function declareOne(scope: Scope, item: ModuleItem): void {
  switch (item.type) {
    case 'ExportDeclaration':
      declareOne(scope, item.declaration);
      return;
    case 'TsInterfaceDeclaration':
    case 'TsTypeAliasDeclaration':
      addType(scope, item.id.value, item);
      return;
    case 'ClassDeclaration':
      addType(scope, item.identifier.value, item);
      return;
    case 'TsModuleDeclaration': {
      if (item.body?.type === 'TsModuleBlock') declare(namespaceIn(scope, item.id.value), item.body.body);
      return;
    }
    case 'TsImportEqualsDeclaration': {
      if (item.moduleRef.type === 'TsExternalModuleReference') return;
      scope.aliases.set(item.id.value, { start: scope, path: entityPath(item.moduleRef) });
      return;
    }
    case 'ImportDeclaration': {
      for (const specifier of item.specifiers) {
        const local = specifier.local.value;
        const name =
          specifier.type === 'ImportNamespaceSpecifier'
            ? '*'
            : specifier.type === 'ImportSpecifier'
              ? (specifier.imported?.value ?? local)
              : 'default';
        scope.imports.set(local, { from: item.source.value, name });
      }
      return;
    }
    case 'ExportNamedDeclaration': {
      for (const specifier of item.specifiers) {
        if (specifier.type !== 'ExportSpecifier') continue;
        const exported = specifier.exported?.value ?? specifier.orig.value;
        if (item.source) scope.imports.set(exported, { from: item.source.value, name: specifier.orig.value });
        // `namespace N { export { X } }` names the X around N; in a module the name is there already.
        else if (scope.parent) scope.aliases.set(exported, { start: scope.parent, path: [specifier.orig.value] });
      }
      return;
    }
    default:
      // Statements and values (variables, functions) declare no type.
      return;
  }
}

function addType(scope: Scope, name: string, declaration: TypeDeclaration): void {
  if (scope.types.has(name)) throw new Error(`${scope.name || 'module'} declares ${name} twice`);
  scope.types.set(name, declaration);
}

function namespaceIn(scope: Scope, name: string): Scope {
  const known = scope.namespaces.get(name);
  if (known) return known;
  const inner = emptyScope(scope.name === '' ? name : `${scope.name}.${name}`, scope);
  scope.namespaces.set(name, inner);
  return inner;
}
