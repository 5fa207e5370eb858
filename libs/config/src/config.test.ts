import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { ConfigError, port, readConfig, secret } from './index.ts';

const schema = z.object({ DB_URL: z.url(), KEY: secret(8), PORT: port });

test('all faults are reported together, without their values', () => {
  const read = () => readConfig(schema, { KEY: 'short', PORT: '99999999' });
  expect(read).toThrow(ConfigError);
  expect(read).toThrow(/3 fault[\s\S]*DB_URL: is not set[\s\S]*KEY[\s\S]*PORT/);
  expect(read).not.toThrow(/99999999/);
});

test('a secret prints as [secret] wherever it is put', () => {
  const { KEY } = readConfig(schema, { DB_URL: 'http://x', KEY: 'very-secret', PORT: '0' });
  expect([String(KEY), JSON.stringify({ KEY }), inspect({ KEY })].join()).not.toContain('very-secret');
  expect(KEY.reveal()).toBe('very-secret');
});
