import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masterKey } from './masterKey.ts';
import { refusal } from './testVault.ts';
import { fromText, toText } from './text.ts';
import { randomToken } from './token.ts';
import { wireKeys } from './wire.ts';

const [first, second] = [masterKey('wire-1', randomToken()), masterKey('wire-2', randomToken())];
const name = fc.string({ unit: 'binary', maxLength: 12 });

describe('a value sealed for the wire', () => {
  test('opens at another service with the same wire key, through its text form', () => {
    fc.assert(
      fc.property(name, name, name, fc.string({ unit: 'binary' }), (tenant, field, messageId, plain) => {
        const text = toText(wireKeys(first).sealWire(tenant, field, messageId, plain));
        expect(text).toMatch(/^[\w-]+$/);
        expect(wireKeys([first]).openWireText(tenant, field, messageId, fromText(text))).toBe(plain);
      }),
    );
  });

  test('opens for no other tenant, field or message', () => {
    const place = fc.record({ tenant: name, field: name, messageId: name });
    fc.assert(
      fc.property(place, fc.constantFrom('tenant', 'field', 'messageId'), name, (own, part, changed) => {
        fc.pre(own[part] !== changed);
        const other = { ...own, [part]: changed };
        const sealed = wireKeys(first).sealWire(own.tenant, own.field, own.messageId, 'secret');
        const attempt = () => wireKeys(first).openWire(other.tenant, other.field, other.messageId, sealed);
        expect(refusal(attempt)).toBe('tampered');
      }),
    );
  });

  test('does not open with any bit flipped', () => {
    const wire = wireKeys(first);
    const sealed = wire.sealWire('tenant', 'f', 'm', 'secret');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(refusal(() => wire.openWire('tenant', 'f', 'm', flipped))).toBeDefined();
    }
  });

  test('opens all through a change of the wire key, service by service', () => {
    const stages = [[first], [first, second], [second, first], [second]].map((keys) => wireKeys(keys));
    for (const [at, one] of stages.entries()) {
      for (const other of stages.slice(Math.max(0, at - 1), at + 2)) {
        expect(other.openWireText('t', 'f', 'm', one.sealWire('t', 'f', 'm', 'kept'))).toBe('kept');
      }
    }
    const old = stages[0]?.sealWire('t', 'f', 'm', 'kept') ?? Buffer.alloc(0);
    expect(refusal(() => stages[3]?.openWire('t', 'f', 'm', old))).toBe('wrong-key');
  });
});

test('text that is not exactly what toText writes is no blob', () => {
  for (const text of ['a b', 'AA==', '+/+/', 'AB', 'é']) expect(refusal(() => fromText(text))).toBe('bad-blob');
  fc.assert(fc.property(fc.uint8Array(), (bytes) => fromText(toText(bytes)).equals(bytes)));
});
