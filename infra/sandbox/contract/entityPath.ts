import type { Expression, TsEntityName } from '@swc/core';

/** `A.B.C` as a list of names, from a type name or (in an `extends` clause) an expression. */
export function entityPath(entity: TsEntityName | Expression): string[] {
  if (entity.type === 'Identifier') return [entity.value];
  if (entity.type === 'TsQualifiedName') return [...entityPath(entity.left), entity.right.value];
  if (entity.type === 'MemberExpression' && entity.property.type === 'Identifier') {
    return [...entityPath(entity.object), entity.property.value];
  }
  throw new Error(`cannot read a name from ${entity.type}`);
}
