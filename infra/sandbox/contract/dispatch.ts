import type { Meaning } from './modules.ts';
import { type ObjectShape, type Shape, shapeOf } from './shape.ts';
import type { Shapes } from './shapes.ts';
import { below, type Violation } from './violation.ts';

export type CheckBody = (value: unknown, path?: string) => Violation[];

export interface DispatchParts {
  readonly interfaces: ReadonlyMap<string, Meaning>;
  readonly shapes: Shapes;
  readonly shapeNamed: (typeName: string) => Shape;
  readonly checkJson: (value: unknown, shape: Shape) => Violation[];
  readonly errors: Shape;
  /** Whether a thin event of a type that the SDK does not list may pass. */
  readonly takeUnknownEvents: boolean;
}

/** Builds the check that finds a body's type by what the body says of itself. */
export function dispatchOnObject(parts: DispatchParts): { objectNames: string[]; check: CheckBody } {
  const byName = indexByObject(parts);

  function check(value: unknown, path = ''): Violation[] {
    if (typeof value !== 'object' || value === null) return [{ path, message: 'expected an object of the API' }];
    if (!('object' in value)) {
      if ('error' in value) return at(path, parts.checkJson(value, parts.errors));
      if ('next_page_url' in value) return page(value, 'V2List<unknown>', path);
      return [{ path: below(path, 'object'), message: 'missing: nothing says what this is' }];
    }
    const envelope = envelopes.get(value.object);
    if (envelope) return page(value, envelope, path);
    const isDeletedStub = String(value.object).startsWith('v2.') && Object.keys(value).length === 2;
    const shape = isDeletedStub ? parts.shapeNamed('V2.DeletedObject') : byName.get(String(value.object));
    if (shape) return at(path, parts.checkJson(value, shape));
    return [{ path: below(path, 'object'), message: `the API has no object ${JSON.stringify(value.object)}` }];
  }

  function page(value: object, envelope: string, path: string): Violation[] {
    const elements: unknown = Reflect.get(value, 'data');
    const found = at(path, parts.checkJson(value, parts.shapeNamed(envelope)));
    if (!Array.isArray(elements)) return found;
    return [...found, ...elements.flatMap((element, index) => check(element, below(below(path, 'data'), index)))];
  }

  return { objectNames: [...byName.keys()], check };
}

const envelopes = new Map<unknown, string>([
  ['list', 'ApiList<unknown>'],
  ['search_result', 'ApiSearchResult<unknown>'],
  ['v2.search_result', 'V2SearchResult<unknown>'],
]);

function indexByObject(parts: DispatchParts): ReadonlyMap<string, Shape> {
  const found = new Map<string, ObjectShape[]>();
  for (const [name, meaning] of parts.interfaces) {
    const declaration = meaning.type;
    if (declaration?.type !== 'TsInterfaceDeclaration' || declaration.typeParams) continue;
    for (const object of parts.shapes.ofMeaning(meaning).objects) {
      const constant = object.properties().get('object')?.shape().literals ?? new Set();
      if (constant.size !== 1) continue;
      if (!parts.takeUnknownEvents && name.endsWith('UnknownEventNotification')) continue;
      const [literal] = [...constant].map(String);
      if (literal !== undefined) found.set(literal, [...(found.get(literal) ?? []), object]);
    }
  }
  // Only after every interface was read is it known which ones are bases of others.
  return new Map(
    [...found].map(([literal, objects]) => {
      return [literal, shapeOf({ objects: objects.filter((object) => !parts.shapes.isBase(object)) })];
    }),
  );
}

function at(path: string, violations: readonly Violation[]): Violation[] {
  if (path === '') return [...violations];
  return violations.map(({ path: inner, message }) => ({
    path: inner === '' ? path : `${path}.${inner}`,
    message,
  }));
}
