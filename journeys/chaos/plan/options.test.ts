import { expect, test } from 'vitest';
import { victims } from './kills.ts';
import { readOptions } from './options.ts';

test('without arguments: 200 payments, 20 kills of every kind, and some seed', () => {
  const options = readOptions([]);
  expect(options).toMatchObject({ payments: 200, kills: 20, among: victims, json: false, keep: false });
  expect(options.seed).toMatch(/^\d+$/);
});

test('what is given is taken', () => {
  const args = [
    '--payments',
    '10',
    '--kills',
    '0',
    '--seed',
    'x',
    '--json',
    '--keep',
    '--only',
    'NATS',
    '--only',
    'edge',
  ];
  expect(readOptions(args)).toEqual({
    payments: 10,
    kills: 0,
    seed: 'x',
    among: ['NATS', 'edge'],
    json: true,
    keep: true,
  });
});

test.each([['--payments', '0'], ['--kills', '-1'], ['--kills', 'few'], ['--only', 'everything'], ['--loud']])(
  'what makes no sense is refused: %s %s',
  (...args) => {
    expect(() => readOptions(args)).toThrow();
  },
);
