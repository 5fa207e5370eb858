import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkShape } from './check.ts';
import { openModules } from './modules.ts';
import { describe as inWords, type Shape } from './shape.ts';
import { readShapes } from './shapes.ts';

const folder = mkdtempSync(join(tmpdir(), 'declarations-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files = {
  lib: `
    export interface ApiList<T> { object: 'list'; data: Array<T>; }
    export interface ApiListPromise<T> extends Promise<ApiList<T>> {}`,
  shared: `
    export type OtherString = string & Record<never, never>;
    export type Emptyable<T> = null | '' | T;
    export interface Metadata { [name: string]: string; }`,
  Books: `
    import { OtherString, Emptyable, Metadata } from './shared.js';
    import { Shelf as Rack } from './Shelves.js';
    import { Library } from './Library.js';
    export interface Book extends Thing {
      title: string;
      describe(): string;
      binding: Book.Binding;
      pages?: number;
      rack: string | Rack | null;
      chapters: Array<Book.Chapter>;
      notes: Metadata;
      subtitle: Emptyable<string>;
      volume: Library.Volume;
      lost?: void;
    }
    export declare namespace Book {
      type Binding = 'paper' | 'cloth' | OtherString;
      interface Chapter { number: number; parts: Array<Chapter>; }
    }
    export interface Thing { id: string; colour: string; }
    export interface Plain extends Omit<Thing, 'colour'> { colour: number; }
    export interface Former { before: Partial<Book>; }
    export interface Broken { at: Nowhere; }
    export interface Mapped { at: { [K in 'a' | 'b']: string }; }`,
  Shelves: `export interface Shelf { object: 'shelf'; books: ApiList<string>; }
    import { ApiList } from './lib.js';`,
  Library: `
    import { Volumes as VolumesNamespace } from './Volumes.js';
    export declare namespace Library { export import Volume = VolumesNamespace.Inner.Volume; }`,
  Volumes: `export declare namespace Volumes { namespace Inner { type Volume = 1 | 2; } }
    export declare namespace Volumes { namespace Inner { type Size = 'a'; } }`,
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.d.ts`), text);

const modules = openModules(folder);
const shapes = readShapes(modules);

function shapeNamed(name: string): Shape {
  const meaning = modules.typeNamed(modules.open('Books'), name.split('.'));
  if (!meaning) throw new Error(`no ${name}`);
  return shapes.ofMeaning(meaning);
}
const paths = (name: string, value: unknown) =>
  checkShape(value, shapeNamed(name), { openEnums: 'listed', encoding: 'json' }).map(({ path }) => path);

const book = () => ({
  id: 'b_1',
  colour: 'red',
  title: 'Ledgers',
  binding: 'cloth',
  rack: { object: 'shelf', books: { object: 'list', data: ['b_1'] } },
  chapters: [{ number: 1, parts: [{ number: 2, parts: [] }] }],
  notes: { shelf: 'A' },
  subtitle: '',
  volume: 2,
});

describe('the reader of declarations', () => {
  it('follows inheritance, imports, namespaces, import aliases, generics and types that hold themselves', () => {
    expect(paths('Book', book())).toEqual([]);
    expect(paths('Book', { ...book(), rack: null, subtitle: null, pages: 9 })).toEqual([]);
  });

  it.each([
    ['an inherited member', { colour: undefined }, 'colour'],
    ['a member after a method', { binding: undefined }, 'binding'],
    ['a method, which is no member', { describe: 'x' }, 'describe'],
    ['an enum of a namespace', { binding: 'stone' }, 'binding'],
    ['a numeric literal behind an import alias', { volume: 3 }, 'volume'],
    [
      'a generic argument in another file',
      { rack: { object: 'shelf', books: { object: 'list', data: [1] } } },
      'rack.books.data[0]',
    ],
    ['a type that holds itself', { chapters: [{ number: 1, parts: [{ number: 2 }] }] }, 'chapters[0].parts[0].parts'],
    ['the value of a dictionary', { notes: { a: 1 } }, 'notes.a'],
    ['void', { lost: false }, 'lost'],
  ])('refuses a fault in %s', (_name, change, path) => {
    expect(paths('Book', { ...book(), ...change })).toEqual([path]);
  });

  it('leaves out what Omit leaves out, and takes the new declaration', () => {
    expect(paths('Plain', { id: 'x', colour: 1 })).toEqual([]);
    expect(paths('Plain', { id: 'x', colour: 'red' })).toEqual(['colour']);
  });

  it('lets Partial leave out parts at any depth, but no part be wrong', () => {
    expect(paths('Former', { before: { rack: { object: 'shelf' }, title: null } })).toEqual([]);
    expect(paths('Former', { before: { rack: { object: 'shelf', size: 1 } } })).toEqual(['before.rack.size']);
  });

  it('throws for a name or a kind of type that it does not understand', () => {
    expect(() => paths('Broken', { at: 1 })).toThrow('Nowhere');
    expect(() => paths('Mapped', { at: {} })).toThrow('TsMappedType');
  });

  it('says in words what may stand at a place', () => {
    const rack = shapeNamed('Book').objects[0]?.properties().get('rack')?.shape();
    expect(rack && inWords(rack)).toBe('string or Shelf or null');
  });
});
