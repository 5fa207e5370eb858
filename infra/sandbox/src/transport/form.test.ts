import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeForm, type Raw } from './form.ts';

const plain = (raw: Raw): unknown => JSON.parse(JSON.stringify(raw));

it.each([
  ['a=1&b=two%20words&c=a+b', { a: '1', b: 'two words', c: 'a b' }],
  ['shipping[address][line1]=x&shipping[name]=y', { shipping: { address: { line1: 'x' }, name: 'y' } }],
  ['expand[0]=a&expand[1]=b', { expand: { 0: 'a', 1: 'b' } }],
  ['expand[]=a&expand[]=b', { expand: { 0: 'a', 1: 'b' } }],
  ['metadata[k]=&empty=', { metadata: { k: '' }, empty: '' }],
  ['', {}],
])('decodes %s', (text, parts) => {
  expect(plain(decodeForm(text))).toEqual(parts);
});

it('gives back any flat form as it was encoded', () => {
  const name = fc.string({ minLength: 1 }).filter((text) => !text.includes('[') && text !== '__proto__');
  fc.assert(
    fc.property(fc.dictionary(name, fc.string()), (fields) => {
      expect(plain(decodeForm(new URLSearchParams(fields).toString()))).toEqual(plain({ ...fields }));
    }),
  );
});

it('never reaches a prototype', () => {
  decodeForm('__proto__[polluted]=1&constructor[prototype][polluted]=1');
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
});
