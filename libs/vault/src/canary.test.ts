import { describe, expect, test } from 'vitest';
import { checkCanary, makeCanary } from './canary.ts';
import { masterKey } from './masterKey.ts';
import { refusal } from './testVault.ts';
import { randomToken } from './token.ts';

const [own, other] = [masterKey('2025', randomToken()), masterKey('2026', randomToken())];

describe('a canary', () => {
  test('names the configured key that belongs to the data', () => {
    expect(checkCanary(own, makeCanary(own))).toBe(own);
    expect(checkCanary([other, own], makeCanary(own))).toBe(own);
  });

  test('refuses another master key in words that say which is needed', () => {
    expect(refusal(() => checkCanary(other, makeCanary(own)))).toBe('wrong-key');
    expect(() => checkCanary(other, makeCanary(own))).toThrow(
      'sealed under master key "2025", which is not configured (configured: "2026")',
    );
    const renewed = masterKey('2025', randomToken());
    expect(() => checkCanary(renewed, makeCanary(own))).toThrow('the configured key of that name is a different one');
  });

  test('is refused with any bit flipped, and when it is no canary', () => {
    const canary = makeCanary(own);
    for (let bit = 0; bit < canary.length * 8; bit += 1) {
      const flipped = Buffer.from(canary);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(refusal(() => checkCanary(own, flipped))).toBeDefined();
    }
    expect(refusal(() => checkCanary(own, Buffer.alloc(0)))).toBe('bad-blob');
  });
});
