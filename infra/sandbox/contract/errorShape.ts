import type { Modules } from './modules.ts';
import { type ObjectShape, type Shape, shapeOf } from './shape.ts';
import type { Shapes } from './shapes.ts';

/** What the SDK adds to an error itself, from the headers or from its own exceptions. */
const addedBySdk = new Set(['headers', 'statusCode', 'requestId', 'detail', 'exception']);
/** The declaration has all members optional; the API always says these. */
const alwaysThere = new Set(['type', 'message']);

/** The body of an answer with an error status: `{ error: {...} }`, or OAuth's `{ error: 'invalid_grant', ... }`. */
export function errorShape(modules: Modules, shapes: Shapes): Shape {
  const scope = modules.open('Types');
  const declaration = scope.types.get('StripeRawError');
  if (declaration?.type !== 'TsTypeAliasDeclaration') throw new Error('the SDK declares no StripeRawError');
  const [raw] = shapes.ofType(declaration.typeAnnotation, scope).objects;
  if (!raw) throw new Error('StripeRawError is no object');
  const properties = new Map(
    [...raw.properties()]
      .filter(([key]) => !addedBySdk.has(key))
      .map(([key, property]) => [key, { ...property, optional: !alwaysThere.has(key) }]),
  );
  const error = shapeOf({ objects: [{ name: 'StripeRawError', partial: false, properties: () => properties }] });
  return shapeOf({ objects: [body('error body', { error }), body('OAuth error body', oauthMembers)] });
}

const text = shapeOf({ string: true });
/** RFC 6749, section 5.2. */
const oauthMembers = { error: text, error_description: text };

function body(name: string, members: Readonly<Record<string, Shape>>): ObjectShape {
  const properties = new Map(
    Object.entries(members).map(([key, shape]) => [key, { optional: false, shape: () => shape }] as const),
  );
  return { name, partial: false, properties: () => properties };
}
