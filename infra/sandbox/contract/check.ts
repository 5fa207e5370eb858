import { describe, type Literal, type ObjectShape, type Property, type Shape, shapeOf } from './shape.ts';
import { below, fewest, type Violation } from './violation.ts';

export interface CheckOptions {
  /** Whether a value that an open enum does not list is a violation. */
  readonly openEnums: 'listed' | 'any';
  /** `form`: leaves are text, arrays are objects keyed 0, 1, ..., as in a decoded form body. */
  readonly encoding: 'json' | 'form';
}

interface Context extends CheckOptions {
  readonly partial: boolean;
}

const decimalText = /^-?\d+(\.\d+)?$/;
const integerText = /^-?\d+$/;

/** Compares a value with a shape; an empty list means that it keeps the contract. */
export function checkShape(value: unknown, shape: Shape, options: CheckOptions, path = ''): Violation[] {
  return check(value, shape, { ...options, partial: false }, path);
}

function check(value: unknown, shape: Shape, context: Context, path: string): Violation[] {
  if (shape.any) return [];
  if (value === null) {
    if (shape.null || context.partial) return [];
    return [{ path, message: `null is not allowed, expected ${describe(shape)}` }];
  }
  if (typeof value === 'object') {
    return isElements(value, shape, context)
      ? checkArray(Object.values(value), shape, context, path)
      : checkObject(value, shape, context, path);
  }
  if (fitsScalar(value, shape, context)) return [];
  if (typeof value === 'string' && (shape.literals.size > 0 || shape.openEnum)) {
    return [{ path, message: `${JSON.stringify(value)} is not one of ${describe(shape)}` }];
  }
  return [{ path, message: `expected ${describe(shape)}, got ${typeof value} ${String(value)}` }];
}

function fitsScalar(value: unknown, shape: Shape, context: Context): boolean {
  if (typeof value === 'string') {
    if (shape.string || shape.literals.has(value)) return true;
    if (shape.openEnum && (context.openEnums === 'any' || shape.literals.size === 0)) return true;
    if (shape.decimal && decimalText.test(value)) return true;
    if (shape.int64 && integerText.test(value)) return true;
    return context.encoding === 'form' && fitsFormText(value, shape);
  }
  if (typeof value === 'number') return shape.literals.has(value) || (shape.number && Number.isFinite(value));
  if (typeof value === 'boolean') return shape.boolean || shape.literals.has(value);
  return typeof value === 'bigint' && shape.int64;
}

function fitsFormText(text: string, shape: Shape): boolean {
  if (shape.number && decimalText.test(text)) return true;
  if (shape.boolean && (text === 'true' || text === 'false')) return true;
  if (shape.null && text === '') return true;
  return [...shape.literals].some((literal) => String(literal) === text);
}

function isElements(value: object, shape: Shape, context: Context): boolean {
  if (Array.isArray(value)) return true;
  if (context.encoding === 'json' || shape.arrays.length === 0) return false;
  return Object.keys(value).every((key) => integerText.test(key));
}

function checkArray(elements: readonly unknown[], shape: Shape, context: Context, path: string): Violation[] {
  if (shape.arrays.length === 0) return [{ path, message: `expected ${describe(shape)}, got array` }];
  return fewest(
    shape.arrays.map((element) =>
      elements.flatMap((value, index) => check(value, element, context, below(path, index))),
    ),
  );
}

function checkObject(value: object, shape: Shape, context: Context, path: string): Violation[] {
  if (shape.decimal && isDecimalObject(value)) return [];
  if (shape.objects.length + shape.records.length === 0) {
    return [{ path, message: `expected ${describe(shape)}, got object` }];
  }
  const { fitting, refused } = narrow(value, shape.objects, context, path);
  if (refused && shape.records.length === 0) return [refused];
  return fewest([
    ...fitting.map((object) => checkProperties(value, object, context, path)),
    ...shape.records.map((record) =>
      Object.entries(value).flatMap(([key, item]) => check(item, record, context, below(path, key))),
    ),
  ]);
}

/** `Stripe.Decimal` is a class of the SDK's own; parameters may hold one. */
function isDecimalObject(value: object): boolean {
  return Object.getPrototypeOf(value) !== Object.prototype && decimalText.test(String(value));
}

function checkProperties(value: object, object: ObjectShape, context: Context, path: string): Violation[] {
  const found: Violation[] = [];
  const declared = object.properties();
  const inner = object.partial ? { ...context, partial: true } : context;
  const present = new Map<string, unknown>(Object.entries(value).filter(([, item]) => isSent(item)));
  for (const [key, property] of declared) {
    if (present.has(key)) continue;
    if (!property.optional && !inner.partial && !property.shape().any) {
      found.push({ path: below(path, key), message: `missing, ${object.name} requires it` });
    }
  }
  for (const [key, item] of present) {
    const property = declared.get(key);
    if (!property) found.push({ path: below(path, key), message: `unknown, ${object.name} does not declare it` });
    else found.push(...check(item, property.shape(), inner, below(path, key)));
  }
  return found;
}

/** Of an object that the SDK gave or takes, what is on the wire: events carry methods, parameters may be undefined. */
function isSent(item: unknown): boolean {
  return item !== undefined && typeof item !== 'function';
}

/**
 * Narrows a union of objects to those whose constant properties (`object`, `type`, `deleted`) agree with the value,
 * so that a fault is told of the type that was meant and not of all others.
 */
function narrow(value: object, objects: readonly ObjectShape[], context: Context, path: string) {
  let fitting = objects;
  for (const tag of tagsOf(value, objects)) {
    const actual: unknown = Reflect.get(value, tag);
    const agreeing = fitting.filter((object) => agrees(actual, constantsOf(object).get(tag), context));
    if (agreeing.length === 0) {
      const literals = new Set(
        fitting.flatMap((object) => [...(constantsOf(object).get(tag)?.shape().literals ?? [])]),
      );
      const expected = describe(shapeOf({ literals }));
      const refused = { path: below(path, tag), message: `${JSON.stringify(actual)} is not one of ${expected}` };
      return { fitting: [], refused };
    }
    fitting = agreeing;
  }
  return { fitting, refused: undefined };
}

/** One type alone is compared in full, unless the value says that it is of another. */
function tagsOf(value: object, objects: readonly ObjectShape[]): Iterable<string> {
  if (objects.length === 1) return 'object' in value ? ['object'] : [];
  return new Set(['object', 'type', 'deleted', ...objects.flatMap((object) => [...constantsOf(object).keys()])]);
}

function agrees(actual: unknown, constant: Property | undefined, context: Context): boolean {
  if (!constant) return true;
  const shape = constant.shape();
  if (shape.absent) return actual === undefined;
  // A tag that is left out is told as missing by the full check, unless it tells the types apart (`deleted: true`).
  if (actual === undefined) return !shape.literals.has(true);
  const same = (literal: Literal) =>
    literal === actual || (context.encoding === 'form' && String(literal) === String(actual));
  return [...shape.literals].some(same);
}

const constants = new WeakMap<() => ReadonlyMap<string, Property>, ReadonlyMap<string, Property>>();

/** The properties of an object that have one possible value, or must be absent. */
function constantsOf(object: ObjectShape): ReadonlyMap<string, Property> {
  const known = constants.get(object.properties);
  if (known) return known;
  const made = new Map([...object.properties()].filter(([, property]) => isConstant(property)));
  constants.set(object.properties, made);
  return made;
}

function isConstant(property: Property): boolean {
  const shape = property.shape();
  if (shape.absent) return true;
  const { string, number, boolean, openEnum, objects, records, arrays } = shape;
  const isPlain = !(string || number || boolean || openEnum || shape.null || shape.any);
  return (
    !property.optional && isPlain && shape.literals.size === 1 && objects.length + records.length + arrays.length === 0
  );
}
