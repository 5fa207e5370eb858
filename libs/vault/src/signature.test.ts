import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { masterKey } from './masterKey.ts';
import { equalBytes, sign, verify } from './signature.ts';
import { hashToken, randomToken } from './token.ts';

const [first, second] = [masterKey('1', randomToken()), masterKey('2', randomToken())];
const text = fc.string({ unit: 'binary' });

describe('a signature', () => {
  test('verifies for its message and purpose, and for no other', () => {
    fc.assert(
      fc.property(text, text, text, text, (purpose, message, otherPurpose, otherMessage) => {
        const signature = sign(first, purpose, message);
        expect(verify(first, purpose, message, signature)).toBe(true);
        const isSame = purpose === otherPurpose && message === otherMessage;
        expect(verify(first, otherPurpose, otherMessage, signature)).toBe(isSame);
      }),
    );
    expect(verify(first, 'ab', 'c', sign(first, 'a', 'bc'))).toBe(false);
  });

  test('verifies under an older key that is still configured, and under no other', () => {
    const signature = sign(first, 'cursor', 'page 2');
    expect(verify([second, first], 'cursor', 'page 2', signature)).toBe(true);
    expect(verify(second, 'cursor', 'page 2', signature)).toBe(false);
  });

  test('counts in one spelling only', () => {
    const signature = sign(first, 'cursor', 'page 2');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const spellings = [...alphabet].map((last) => signature.slice(0, -1) + last);
    expect(spellings.filter((spelling) => verify(first, 'cursor', 'page 2', spelling))).toEqual([signature]);
    for (const wrong of ['', `${signature}=`, ` ${signature}`])
      expect(verify(first, 'cursor', 'page 2', wrong)).toBe(false);
  });
});

test('equalBytes compares all bytes, and lengths', () => {
  fc.assert(
    fc.property(fc.uint8Array(), fc.uint8Array(), (a, b) => {
      expect(equalBytes(a, Uint8Array.from(a))).toBe(true);
      expect(equalBytes(a, b)).toBe(Buffer.compare(a, b) === 0);
    }),
  );
});

test('a token is 256 random bits, and its hash is SHA-256 of its text', () => {
  expect(randomToken()).toMatch(/^[\w-]{43}$/);
  expect(new Set(Array.from({ length: 1000 }, randomToken)).size).toBe(1000);
  // FIPS 180-2, appendix B.1
  expect(hashToken('abc').toString('hex')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
});
