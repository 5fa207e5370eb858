import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeForm, type FormFields } from './form.ts';

const plain = (fields: FormFields): unknown => JSON.parse(JSON.stringify(fields));

it('decodes nested names, indexed arrays and escapes', () => {
  const fields = decodeForm(
    'amount=100&shipping[address][line1]=Storgata%201&expand[0]=a&expand[1]=b&metadata%5Bk%5D=',
  );
  expect(plain(fields)).toEqual({
    amount: '100',
    shipping: { address: { line1: 'Storgata 1' } },
    expand: { 0: 'a', 1: 'b' },
    metadata: { k: '' },
  });
});

it('counts the elements of an array without indexes', () => {
  expect(plain(decodeForm('expand[]=a&expand[]=b'))).toEqual({ expand: { 0: 'a', 1: 'b' } });
});

it('refuses a name that is both text and nested', () => {
  expect(() => decodeForm('a=1&a[b]=2')).toThrow('a[b]');
});

it('is empty for an empty body', () => {
  expect(plain(decodeForm(''))).toEqual({});
});

it('gives back what was encoded, whatever the names and values', () => {
  const name = fc.stringMatching(/^[a-z_]{1,8}$/);
  fc.assert(
    fc.property(fc.dictionary(name, fc.dictionary(name, fc.string(), { minKeys: 1 })), (fields) => {
      const body = Object.entries(fields)
        .flatMap(([outer, inner]) => Object.entries(inner).map(([key, value]) => [`${outer}[${key}]`, value] as const))
        .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
        .join('&');
      expect(plain(decodeForm(body))).toEqual(JSON.parse(JSON.stringify(fields)));
    }),
  );
});
