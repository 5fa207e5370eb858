import { expect, test } from 'vitest';
import { z } from 'zod';
import {
  canonicalJson,
  decodeEnvelope,
  dropFields,
  encodeEnvelope,
  isId,
  mapFields,
  newId,
  parsePayload,
} from './index.ts';

const envelope = {
  id: newId(),
  name: 'directory.createCustomer',
  version: 1,
  tenant: newId(),
  actor: { kind: 'service', name: 'payments' } as const,
  correlation: newId(),
  causation: null,
  at: '2026-11-20T10:00:00.000Z',
  payload: { a: 1 },
};

test('an envelope survives the wire', () => {
  expect(decodeEnvelope(encodeEnvelope(envelope))).toEqual(envelope);
});

test.each([
  ['no JSON', '{'],
  ['another shape', '{"id":1}'],
  ['an extra member', JSON.stringify({ ...envelope, admin: true })],
  ['an actor that is nobody', JSON.stringify({ ...envelope, actor: { kind: 'root' } })],
])('%s is not an envelope', (_name, text) => {
  expect(decodeEnvelope(new TextEncoder().encode(text))).toBeUndefined();
});

test('fields are found under objects and lists, and the original is untouched', () => {
  const payload = { email: 'a@b', contacts: [{ email: 'c@d', role: 'x' }, { role: 'y' }], name: null };
  const upper = mapFields(payload, ['email', 'contacts.*.email', 'name', 'missing.deep'], (v) =>
    String(v).toUpperCase(),
  );
  expect(upper).toEqual({ email: 'A@B', contacts: [{ email: 'C@D', role: 'x' }, { role: 'y' }], name: null });
  expect(dropFields(payload, ['contacts.*.email', 'email'])).toEqual({
    contacts: [{ role: 'x' }, { role: 'y' }],
    name: null,
  });
  expect(payload.email).toBe('a@b');
});

test('an older version is brought up to today, a newer one is unknown', () => {
  const spec = {
    version: 2,
    input: z.object({ fullName: z.string() }),
    older: {
      1: {
        schema: z.object({ name: z.string() }),
        upgrade: (p: unknown) => ({ fullName: z.object({ name: z.string() }).parse(p).name }),
      },
    },
  };
  expect(parsePayload(spec, 1, { name: 'Ada' })).toEqual({ outcome: 'ok', payload: { fullName: 'Ada' } });
  expect(parsePayload(spec, 3, {})).toEqual({ outcome: 'unknownVersion' });
  expect(parsePayload(spec, 2, { fullName: 7 })).toMatchObject({ outcome: 'invalid', issues: [{ path: 'fullName' }] });
});

test('equal values have one canonical text', () => {
  expect(canonicalJson({ b: 1, a: { d: 1, c: undefined } })).toBe(canonicalJson({ a: { d: 1 }, b: 1 }));
});

test('new ids are ordered', () => {
  const ids = Array.from({ length: 100 }, newId);
  expect(ids.every(isId)).toBe(true);
  expect([...ids].sort()).toEqual(ids);
});
