import type {
  Expression,
  TsInterfaceDeclaration,
  TsKeywordTypeKind,
  TsType,
  TsTypeElement,
  TsTypeReference,
} from '@swc/core';
import { entityPath } from './entityPath.ts';
import type { Meaning, Modules } from './modules.ts';
import type { Scope } from './scope.ts';
import { type ObjectShape, type Property, type Shape, shapeOf, union } from './shape.ts';

/** Turns the SDK's type expressions into shapes of JSON. */
export interface Shapes {
  ofType(node: TsType, scope: Scope): Shape;
  ofMeaning(meaning: Meaning): Shape;
  /** Whether another interface extends this one: such a base (EventBase) never stands on the wire itself. */
  isBase(object: ObjectShape): boolean;
}

type TypeArguments = ReadonlyMap<string, Shape>;
const noArguments: TypeArguments = new Map();
const anything = shapeOf({ any: true });

const keywords: Partial<Record<TsKeywordTypeKind, Shape>> = {
  any: anything,
  unknown: anything,
  string: shapeOf({ string: true }),
  number: shapeOf({ number: true }),
  boolean: shapeOf({ boolean: true }),
  bigint: shapeOf({ int64: true }),
  null: shapeOf({ null: true }),
  void: shapeOf({ absent: true }),
  undefined: shapeOf({ absent: true }),
  never: shapeOf({ absent: true }),
};

/** Types that the SDK builds from something else on the wire. */
const onTheWire: Readonly<Record<string, Shape>> = {
  Decimal: shapeOf({ decimal: true }),
  OtherString: shapeOf({ openEnum: true }),
  StripeContext: shapeOf({ string: true }),
  Uint8Array: anything,
  'NodeJS.ReadableStream': anything,
};

/** What a method's promise resolves to is what the body holds; `Response` only adds what the SDK knows of the headers. */
const transparent = new Set(['Promise', 'Response']);
const promisedPage = /^(ApiList|ApiSearchResult|V2List|V2SearchResult)Promise$/;

interface Reader {
  readonly modules: Modules;
  /** One shape for each interface, so that a type which holds itself comes to an end. */
  readonly interfaces: Map<TsInterfaceDeclaration, ObjectShape>;
  readonly bases: Set<ObjectShape>;
}

export function readShapes(modules: Modules): Shapes {
  const reader: Reader = { modules, interfaces: new Map(), bases: new Set() };
  return {
    ofType: (node, scope) => ofType(reader, node, scope, noArguments),
    ofMeaning: (meaning) => ofMeaning(reader, meaning),
    isBase: (object) => reader.bases.has(object),
  };
}

function ofType(reader: Reader, node: TsType, scope: Scope, given: TypeArguments): Shape {
  switch (node.type) {
    case 'TsKeywordType': {
      const shape = keywords[node.kind];
      if (!shape) throw new Error(`no JSON stands for the type ${node.kind}`);
      return shape;
    }
    case 'TsLiteralType': {
      const { literal } = node;
      if (literal.type === 'TemplateLiteral' || literal.type === 'BigIntLiteral') {
        throw new Error(`no JSON stands for a ${literal.type}`);
      }
      return shapeOf({ literals: new Set([literal.value]) });
    }
    case 'TsUnionType':
      return union(node.types.map((member) => ofType(reader, member, scope, given)));
    case 'TsParenthesizedType':
      return ofType(reader, node.typeAnnotation, scope, given);
    case 'TsArrayType':
      return shapeOf({ arrays: [ofType(reader, node.elemType, scope, given)] });
    case 'TsTypeLiteral':
      return ofMembers(reader, node.members, scope, given, `${scope.name || 'anonymous'} object`);
    case 'TsTypeReference':
      return ofReference(reader, node, scope, given);
    default:
      throw new Error(`cannot read a ${node.type} in ${scope.name}`);
  }
}

function ofReference(reader: Reader, node: TsTypeReference, scope: Scope, given: TypeArguments): Shape {
  const path = entityPath(node.typeName);
  const passed = (node.typeParams?.params ?? []).map((argument) => ofType(reader, argument, scope, given));
  const name = path.join('.');
  const known = given.get(name) ?? builtIn(name, passed);
  if (known) return known;
  const page = promisedPage.exec(name)?.[1];
  const meaning = page
    ? reader.modules.typeNamed(reader.modules.open('lib'), [page])
    : reader.modules.typeNamed(scope, path);
  return ofMeaning(reader, meaning ?? missing(path), passed);
}

/** TypeScript's own types, and those of the SDK that differ from what is on the wire. */
function builtIn(name: string, [first = anything, second = anything]: readonly Shape[]): Shape | undefined {
  if (Object.hasOwn(onTheWire, name)) return onTheWire[name];
  if (transparent.has(name)) return first;
  if (name === 'Array') return shapeOf({ arrays: [first] });
  if (name === 'Record') return shapeOf({ records: [second] });
  if (name === 'Partial') return { ...first, objects: first.objects.map((object) => ({ ...object, partial: true })) };
  return undefined;
}

function ofMeaning(reader: Reader, meaning: Meaning, passed: readonly Shape[] = []): Shape {
  const { type, scope } = meaning;
  if (type?.type === 'TsTypeAliasDeclaration') {
    return ofType(reader, type.typeAnnotation, scope, bind(type.typeParams?.parameters, passed));
  }
  if (type?.type !== 'TsInterfaceDeclaration') throw new Error(`${meaning.name} is no interface`);
  if (type.typeParams) {
    return shapeOf({ objects: [objectShape(reader, type, scope, bind(type.typeParams.parameters, passed))] });
  }
  const known = reader.interfaces.get(type) ?? objectShape(reader, type, scope, noArguments);
  reader.interfaces.set(type, known);
  // `interface Metadata { [key: string]: string }`
  if (type.extends.length === 0) {
    const dictionary = indexSignature(type.body.body);
    if (dictionary) return shapeOf({ records: [ofType(reader, dictionary, scope, noArguments)] });
  }
  return shapeOf({ objects: [known] });
}

function objectShape(
  reader: Reader,
  declaration: TsInterfaceDeclaration,
  scope: Scope,
  given: TypeArguments,
): ObjectShape {
  const name = scope.name === '' ? declaration.id.value : `${scope.name}.${declaration.id.value}`;
  return {
    name,
    partial: false,
    properties: once(() => {
      const properties = new Map<string, Property>();
      for (const { expression, typeArguments } of declaration.extends) {
        const inherited = baseProperties(reader, expression, typeArguments?.params ?? [], scope, given);
        for (const [key, property] of inherited) properties.set(key, property);
      }
      for (const [key, property] of members(reader, declaration.body.body, scope, given)) properties.set(key, property);
      return properties;
    }),
  };
}

function baseProperties(
  reader: Reader,
  base: Expression,
  passed: readonly TsType[],
  scope: Scope,
  given: TypeArguments,
) {
  const path = entityPath(base);
  const [whole, left] = path[0] === 'Omit' ? passed : [];
  const shape = whole
    ? ofType(reader, whole, scope, given)
    : ofMeaning(
        reader,
        reader.modules.typeNamed(scope, path) ?? missing(path),
        passed.map((argument) => ofType(reader, argument, scope, given)),
      );
  const [object] = shape.objects;
  if (!object) throw new Error(`${path.join('.')} is extended but is no object`);
  reader.bases.add(object);
  const omitted: ReadonlySet<unknown> = left ? ofType(reader, left, scope, given).literals : new Set();
  return new Map([...object.properties()].filter(([key]) => !omitted.has(key)));
}

function ofMembers(
  reader: Reader,
  elements: readonly TsTypeElement[],
  scope: Scope,
  given: TypeArguments,
  name: string,
): Shape {
  const dictionary = indexSignature(elements);
  if (dictionary) return shapeOf({ records: [ofType(reader, dictionary, scope, given)] });
  return shapeOf({
    objects: [{ name, partial: false, properties: once(() => members(reader, elements, scope, given)) }],
  });
}

function members(
  reader: Reader,
  elements: readonly TsTypeElement[],
  scope: Scope,
  given: TypeArguments,
): Map<string, Property> {
  const properties = new Map<string, Property>();
  for (const element of elements) {
    // Methods (fetchRelatedObject) are the SDK's own and never on the wire.
    if (element.type !== 'TsPropertySignature') continue;
    const node = element.typeAnnotation?.typeAnnotation;
    if (!node || node.type === 'TsFunctionType') continue;
    if (element.key.type !== 'Identifier' && element.key.type !== 'StringLiteral') {
      throw new Error(`cannot read a property named by a ${element.key.type}`);
    }
    const shape = once(() => ofType(reader, node, scope, given));
    properties.set(element.key.value, { optional: element.optional, shape });
  }
  return properties;
}

function bind(parameters: readonly { name: { value: string } }[] | undefined, passed: readonly Shape[]): TypeArguments {
  if (!parameters) return noArguments;
  return new Map(parameters.map(({ name }, at) => [name.value, passed[at] ?? anything]));
}

function indexSignature(elements: readonly TsTypeElement[]): TsType | undefined {
  for (const element of elements) {
    if (element.type === 'TsIndexSignature') return element.typeAnnotation?.typeAnnotation;
  }
  return undefined;
}

function missing(path: readonly string[]): never {
  throw new Error(`the SDK declares no type ${path.join('.')}`);
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
