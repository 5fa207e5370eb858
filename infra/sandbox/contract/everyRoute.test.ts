import { describe, expect, it } from 'vitest';
import { loadContract } from './contract.ts';
import { type ObjectShape, type Shape, shapeOf } from './shape.ts';

const contract = loadContract();

/** The least that a shape allows: null where it may be null, empty arrays, only required members. */
function least(shape: Shape): unknown {
  if (shape.any || shape.null) return null;
  if (shape.absent) return undefined;
  const [literal] = shape.literals;
  if (literal !== undefined) return literal;
  if (shape.string || shape.openEnum) return 'text';
  if (shape.number) return 1;
  if (shape.boolean) return true;
  if (shape.decimal || shape.int64) return '12';
  if (shape.arrays.length > 0) return [];
  if (shape.records.length > 0) return {};
  const [object] = shape.objects;
  if (object) return leastObject(object);
  throw new Error('a shape that allows nothing');
}

function leastObject(object: ObjectShape): Record<string, unknown> {
  const required = [...object.properties()].filter(([, property]) => !property.optional);
  return Object.fromEntries(required.map(([key, property]) => [key, least(property.shape())]));
}

/** Every shape that stands somewhere in `shape`, each object type once. */
function reach(shape: Shape, seen: Set<ObjectShape>): void {
  for (const inner of [...shape.arrays, ...shape.records]) reach(inner, seen);
  for (const object of shape.objects) {
    if (seen.has(object)) continue;
    seen.add(object);
    for (const property of object.properties().values()) reach(property.shape(), seen);
  }
}

describe('every type that a route of the SDK takes or gives', () => {
  const objects = new Set<ObjectShape>();
  for (const route of contract.routes) {
    reach(route.params(), objects);
    reach(route.result(), objects);
  }
  const only = (object: ObjectShape) => shapeOf({ objects: [object] });

  it('can be read to its last member', () => {
    expect(objects.size).toBeGreaterThan(5000);
  });

  it('takes the least value built from it', () => {
    for (const object of objects) {
      const found = contract.checkShape(leastObject(object), only(object));
      expect(found, object.name).toEqual([]);
    }
  });

  it('refuses that value with one member left out, at that member', () => {
    let tried = 0;
    for (const object of objects) {
      if (object.partial) continue;
      for (const [key, property] of object.properties()) {
        if (property.optional || property.shape().any) continue;
        const { [key]: _dropped, ...rest } = leastObject(object);
        const found = contract.checkShape(rest, only(object));
        expect(
          found.map(({ path }) => path),
          `${object.name}.${key}`,
        ).toEqual([key]);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(5000);
  });

  it('refuses that value with an undeclared member, at that member', () => {
    for (const object of objects) {
      const found = contract.checkShape({ ...leastObject(object), not_declared: 1 }, only(object));
      expect(
        found.map(({ path }) => path),
        object.name,
      ).toEqual(['not_declared']);
    }
  });
});
