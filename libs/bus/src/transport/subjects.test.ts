import { expect, test } from 'vitest';
import { gateServer } from './gateServer.ts';
import { subjectMatches } from './transport.ts';

test.each([
  ['cmd.a.>', 'cmd.a.b', true],
  ['cmd.a.>', 'cmd.a.b.c', true],
  ['cmd.a.>', 'cmd.a', false],
  ['cmd.*.b', 'cmd.a.b', true],
  ['cmd.*.b', 'cmd.a.c', false],
  ['cmd.*', 'cmd.a.b', false],
  ['cmd.a.b', 'cmd.a', false],
  ['>', 'anything.at.all', true],
])('%s against %s is %s', (pattern, subject, matches) => {
  expect(subjectMatches(pattern, subject)).toBe(matches);
});

test.each(['2.9.0', '2.9.10', '2.10.3', '2.11.0-preview.1', '3.0.0'])('server %s is new enough', (version) => {
  expect(gateServer(version, true).version).toBe(version);
});

test.each(['2.8.4', '1.4.1', '0'])('server %s is refused in words', (version) => {
  expect(() => gateServer(version, true)).toThrow('too old');
});

test('what a server lacks is named, and one without JetStream is refused', () => {
  expect(gateServer('2.9.10', true).missing).toHaveLength(3);
  expect(gateServer('2.12.1', true).missing).toEqual([]);
  expect(() => gateServer('2.9.10', false)).toThrow('without JetStream');
});
