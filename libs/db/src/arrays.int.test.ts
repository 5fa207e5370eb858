import { freshDatabase, type TestDatabase } from '@purser/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from './connect.ts';

let database: TestDatabase;
let pool: Connection;

beforeAll(async () => {
  database = await freshDatabase();
  pool = connect({ url: database.adminUrl, max: 2, name: 'arrays' });
});
afterAll(async () => {
  await pool?.close();
  await database?.drop();
});

/** A text that PostgreSQL can hold. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }).filter((each) => !each.includes('\0')),
  fc.constantFrom('', 'NULL', 'null', '"', '\\', '{}', '{a,b}', ',', ' ', "'", '\n', 'é€😀'),
);

test('texts come back as they went, whatever is in them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.option(text), { maxLength: 6 }), async (texts) => {
      const [row] = await pool.sql<{ back: unknown; parts: bigint }[]>`
        select ${texts}::text[] as back, (select count(*) from unnest(${texts}::text[])) as parts`;
      expect(row).toEqual({ back: texts, parts: BigInt(texts.length) });
    }),
    { numRuns: 150 },
  );
});

test('ids, numbers, bytes and truths do too, and nested ones', async () => {
  const id = '01977e9e-2c00-7000-8000-000000000001';
  const bytes = [Buffer.from([0, 34, 5, 255]), Buffer.alloc(0)];
  const [row] = await pool.sql`
    select ${[id, null]}::uuid[] as ids, ${[1, -2]}::int[] as ints, ${['9007199254740993']}::bigint[] as bigs,
      array['\\x002205ff'::bytea, ''] as bytes, array[true, null, false] as truths, array[[1, 2], [3, 4]] as nested,
      '[0:1]={7,8}'::int[] as bounded, ${[]}::text[] as none`;
  expect(row).toEqual({
    ids: [id, null],
    ints: [1, -2],
    bigs: [9007199254740993n],
    bytes,
    truths: [true, null, false],
    nested: [
      [1, 2],
      [3, 4],
    ],
    bounded: [7, 8],
    none: [],
  });
});

test('an array is found by its members', async () => {
  const rows = await pool.sql`select n from generate_series(1, 9) n where n = any(${[2, 4, 11]}::int[])`;
  expect(rows.map(({ n }) => n)).toEqual([2, 4]);
});

test('undefined in an array is refused', async () => {
  await expect(pool.sql`select ${['a', undefined] as string[]}::text[]`).rejects.toThrow(/undefined/i);
});
