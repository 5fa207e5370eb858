import { expect, test } from 'vitest';
import { noteWanted, takeWanted } from './wanted.ts';

const invoice = (slug: string) => `/portal/${slug}/invoices/inv_${'0'.repeat(32)}`;

function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
    clear: () => kept.clear(),
    key: () => null,
    length: 0,
  };
}

test('who had to sign in first lands on the invoice they wanted, once', () => {
  const store = storage();
  noteWanted(store, 'north', invoice('north'));
  expect(takeWanted(store, 'north')).toBe(invoice('north'));
  expect(takeWanted(store, 'north')).toBe('/portal/north');
});

test('what one portal remembers leads to no other', () => {
  const store = storage();
  noteWanted(store, 'north', invoice('north'));
  expect(takeWanted(store, 'south')).toBe('/portal/south');
});

test.each(['/portal/north', '/portal/north/payments', invoice('south'), '//evil.example', `${invoice('north')}/../..`])(
  '%s is not remembered, nor followed when something else put it there',
  (path) => {
    const store = storage();
    noteWanted(store, 'north', path);
    expect(takeWanted(store, 'north')).toBe('/portal/north');
    store.setItem('purser-wanted-north', path);
    expect(takeWanted(store, 'north')).toBe('/portal/north');
  },
);

test('who was asked for a card lands where they give it', () => {
  const store = storage();
  noteWanted(store, 'north', '/portal/north/payment-methods');
  noteWanted(store, 'south', '/portal/north/payment-methods');
  expect(takeWanted(store, 'north')).toBe('/portal/north/payment-methods');
  expect(takeWanted(store, 'south')).toBe('/portal/south');
});
