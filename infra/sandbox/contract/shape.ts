/** What may stand at one place of a JSON document: the union of everything that the type allows there. */
export interface Shape {
  readonly any: boolean;
  readonly null: boolean;
  /** The type is `void`: the property must not be there at all (`deleted` on an object that lives). */
  readonly absent: boolean;
  readonly string: boolean;
  readonly number: boolean;
  readonly boolean: boolean;
  /** A decimal number as text: "9.99". */
  readonly decimal: boolean;
  /** A 64-bit integer as text: "9007199254740993". */
  readonly int64: boolean;
  /** The SDK says that values not listed in `literals` may come in later versions. */
  readonly openEnum: boolean;
  readonly literals: ReadonlySet<Literal>;
  /** What the elements of an array may be, one entry for each array type of the union. */
  readonly arrays: readonly Shape[];
  /** What the values of a dictionary (metadata) may be. */
  readonly records: readonly Shape[];
  readonly objects: readonly ObjectShape[];
}

export type Literal = string | number | boolean;

export interface Property {
  readonly optional: boolean;
  readonly shape: () => Shape;
}

export interface ObjectShape {
  /** The type's name, for messages. */
  readonly name: string;
  readonly properties: () => ReadonlyMap<string, Property>;
  /** Any part of the object may be missing or null at any depth (an event's `previous_attributes`). */
  readonly partial: boolean;
}

const nothing: Shape = {
  any: false,
  null: false,
  absent: false,
  string: false,
  number: false,
  boolean: false,
  decimal: false,
  int64: false,
  openEnum: false,
  literals: new Set(),
  arrays: [],
  records: [],
  objects: [],
};

export const shapeOf = (part: Partial<Shape>): Shape => ({ ...nothing, ...part });

export function union(shapes: readonly Shape[]): Shape {
  const [first] = shapes;
  if (first && shapes.length === 1) return first;
  return {
    any: shapes.some((shape) => shape.any),
    null: shapes.some((shape) => shape.null),
    absent: shapes.some((shape) => shape.absent),
    string: shapes.some((shape) => shape.string),
    number: shapes.some((shape) => shape.number),
    boolean: shapes.some((shape) => shape.boolean),
    decimal: shapes.some((shape) => shape.decimal),
    int64: shapes.some((shape) => shape.int64),
    openEnum: shapes.some((shape) => shape.openEnum),
    literals: new Set(shapes.flatMap((shape) => [...shape.literals])),
    arrays: shapes.flatMap((shape) => shape.arrays),
    records: shapes.flatMap((shape) => shape.records),
    objects: [...new Set(shapes.flatMap((shape) => shape.objects))],
  };
}

/** In words, for messages: `string or Customer or null`. */
export function describe(shape: Shape): string {
  const literals = [...shape.literals].map((literal) => JSON.stringify(literal));
  const words = [
    ...(literals.length > 12 ? [...literals.slice(0, 12), `${literals.length - 12} more values`] : literals),
    ...(shape.string ? ['string'] : []),
    ...(shape.number ? ['number'] : []),
    ...(shape.boolean ? ['boolean'] : []),
    ...(shape.decimal ? ['decimal string'] : []),
    ...(shape.int64 ? ['64-bit integer string'] : []),
    ...(shape.arrays.length > 0 ? ['array'] : []),
    ...(shape.records.length > 0 ? ['dictionary'] : []),
    ...shape.objects.slice(0, 5).map((object) => object.name),
    ...(shape.objects.length > 5 ? [`${shape.objects.length - 5} more objects`] : []),
    ...(shape.null ? ['null'] : []),
    ...(shape.absent ? ['nothing'] : []),
  ];
  return words.join(' or ') || 'nothing';
}
