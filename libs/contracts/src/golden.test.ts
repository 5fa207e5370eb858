import { readdirSync, readFileSync } from 'node:fs';
import { parsePayload } from '@purser/message';
import { describe, expect, test } from 'vitest';
import { contracts } from './index.ts';

const folder = new URL('../golden/', import.meta.url);
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const messages = new Map(
  [...contracts.commands, ...contracts.events].map((spec) => [`${spec.service}.${spec.name}`, spec]),
);

/** Every version of a message that was ever sent, from the first. */
const versions = [...messages].flatMap(([name, { version }]) =>
  Array.from({ length: version }, (_, i) => `${name}.v${i + 1}.json`),
);

test('every version of every command and event has its golden payload: npm run golden -w journeys', () => {
  expect(versions.filter((file) => !files.includes(file))).toEqual([]);
});

describe('a payload of any version that was ever sent is understood:', () => {
  test.each(files)('%s', (file) => {
    const [service = '', name = '', version = ''] = file.split('.');
    const spec = messages.get(`${service}.${name}`);
    expect(spec, 'its contract is gone, but messages of it may still be on their way').toBeDefined();
    if (!spec) return;
    const raw: unknown = JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
    const read = parsePayload(spec, Number(version.slice(1)), raw);
    expect(read).toMatchObject({ outcome: 'ok' });
    // Read again as today's: an upgrade gives what today's schema takes, and nothing is lost on the way.
    if (read.outcome === 'ok' && Number(version.slice(1)) === spec.version) expect(read.payload).toEqual(raw);
  });

  test('one of a version to come is kept for later', () => {
    for (const spec of messages.values())
      expect(parsePayload(spec, spec.version + 1, {})).toEqual({ outcome: 'unknownVersion' });
  });
});
