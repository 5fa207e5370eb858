import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normaliseMail } from './mail.ts';

test.each([
  [' Ada@Example.COM ', 'ada@example.com'],
  ['ａｄａ@example.com', 'ada@example.com'],
  ['jose\u0301@example.com', 'jos\u00e9@example.com'],
  ['\u00a0ada@example.com\u3000', 'ada@example.com'],
  ['J\u030c@example.com', '\u01f0@example.com'], // only lower case has a composed form
])('%j is compared as %j', (typed, normal) => {
  expect(normaliseMail(typed)).toBe(normal);
});

test('a normal form is its own normal form', () => {
  const settles = (text: string) => {
    const normal = normaliseMail(`${text}@example.com`);
    return normaliseMail(normal) === normal;
  };
  const unsettled = Array.from({ length: 0x20000 }, (_, code) => code).filter(
    (code) => !settles(String.fromCodePoint(code)),
  );
  expect(unsettled).toEqual([]);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 8 }), settles));
});

test('what is empty or longer than an address can be is refused without being repeated', () => {
  expect(normaliseMail(`${'a'.repeat(242)}@example.com`)).toHaveLength(254);
  for (const value of [
    '',
    ' \u00a0',
    `${'a'.repeat(243)}@example.com`,
    '\ufdfa'.repeat(200),
    'é'.repeat(128),
    'b'.repeat(1e6),
  ]) {
    expect(() => normaliseMail(value)).toThrow(RangeError);
  }
  expect(() => normaliseMail(`secret${'a'.repeat(300)}`)).not.toThrow('secret');
});
