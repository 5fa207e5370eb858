import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { platform, refusal } from './testVault.ts';

const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 20 });
const place = fc.record({
  tenant: name,
  subject: fc.string({ unit: 'binary', maxLength: 20 }),
  field: name,
  rowId: name,
});
const onePart = fc.constantFrom('tenant', 'subject', 'field', 'rowId');
const vault = platform().process();

describe('a sealed value', () => {
  test('opens to exactly the bytes that were sealed', async () => {
    await fc.assert(
      fc.asyncProperty(place, fc.uint8Array({ maxLength: 300 }), async ({ tenant, subject, field, rowId }, plain) => {
        const keyring = await vault.ready(tenant, subject);
        const sealed = keyring.seal(field, rowId, plain);
        expect(sealed.length).toBe(plain.length + 33);
        expect(keyring.open(field, rowId, sealed)).toEqual(Buffer.from(plain));
      }),
    );
  });

  test('opens to exactly the text that was sealed', async () => {
    const keyring = await vault.ready('tenant', 'subject');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => {
        expect(keyring.openText('f', 'r', keyring.seal('f', 'r', plain))).toBe(plain);
      }),
    );
  });

  test('is different each time, so that equal values cannot be told', async () => {
    const keyring = await vault.ready('tenant', 'subject');
    const blobs = Array.from({ length: 1000 }, () => keyring.seal('f', 'r', 'same').toString('hex'));
    expect(new Set(blobs).size).toBe(1000);
  });

  test('does not open with any bit flipped', async () => {
    const keyring = await vault.ready('tenant', 'subject');
    const sealed = keyring.seal('customer.email', 'row', 'ada@example.com');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const expected = bit < 8 ? 'bad-blob' : bit < 40 ? 'unknown-version' : 'tampered';
      expect(refusal(() => keyring.open('customer.email', 'row', flipped))).toBe(expected);
    }
  });

  test('does not open cut short, lengthened, or as anything that is no blob', async () => {
    const keyring = await vault.ready('tenant', 'subject');
    const sealed = keyring.seal('f', 'r', 'plain');
    for (let length = 0; length < sealed.length; length += 1) {
      const expected = length < 33 ? 'bad-blob' : 'tampered';
      expect(refusal(() => keyring.open('f', 'r', sealed.subarray(0, length)))).toBe(expected);
    }
    expect(refusal(() => keyring.open('f', 'r', Buffer.concat([sealed, Buffer.of(0)])))).toBe('tampered');
    fc.assert(fc.property(fc.uint8Array(), (junk) => refusal(() => keyring.open('f', 'r', junk)) !== undefined));
  });

  test('opens for no other tenant, subject, field or row', async () => {
    await fc.assert(
      fc.asyncProperty(place, onePart, name, async (own, part, changed) => {
        fc.pre(own[part] !== changed);
        const other = { ...own, [part]: changed };
        const sealed = (await vault.ready(own.tenant, own.subject)).seal(own.field, own.rowId, 'secret');
        const stranger = await vault.ready(other.tenant, other.subject);
        expect(refusal(() => stranger.open(other.field, other.rowId, sealed))).toBe('tampered');
      }),
    );
  });

  test('is bound to where one name ends and the next begins', async () => {
    const keyring = await vault.ready('tenant', 'subject');
    const sealed = keyring.seal('ab', 'c', 'secret');
    expect(refusal(() => keyring.open('a', 'bc', sealed))).toBe('tampered');
    expect(refusal(() => keyring.open('abc', '', sealed))).toBe('tampered');
  });

  test('is refused for names that UTF-8 cannot tell apart', async () => {
    const keyring = await vault.ready('tenant', 'subject');
    expect(() => keyring.seal('f', '\ud800', 'x')).toThrow(TypeError);
    await expect(vault.ready('\ud800')).rejects.toThrow(TypeError);
    await expect(vault.ready('')).rejects.toThrow(TypeError);
  });
});

describe('a blind index', () => {
  test('is equal for equal values of a tenant and field, whoever the subject', async () => {
    await fc.assert(
      fc.asyncProperty(name, name, fc.string({ unit: 'binary' }), async (tenant, field, value) => {
        const one = (await vault.ready(tenant, 'one')).index(field, value);
        expect(one).toHaveLength(32);
        expect((await vault.ready(tenant, 'two')).index(field, value)).toEqual(one);
        expect((await vault.ready(tenant)).index(field, value)).toEqual(one);
      }),
    );
  });

  test('differs between tenants, between fields and between values', async () => {
    await fc.assert(
      fc.asyncProperty(place, onePart, name, async (own, part, changed) => {
        fc.pre(own[part] !== changed && part !== 'subject');
        const other = { ...own, [part]: changed };
        const [one, two] = await Promise.all(
          [own, other].map(async ({ tenant, field, rowId: value }) => (await vault.ready(tenant)).index(field, value)),
        );
        expect(one).not.toEqual(two);
      }),
    );
  });
});
