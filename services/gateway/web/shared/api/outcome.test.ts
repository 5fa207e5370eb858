import { expect, test } from 'vitest';
import type { CommandModel } from '../../../src/api/models/command.ts';
import type { Api } from './client.ts';
import { change } from './outcome.ts';

const commandId = `cmd_${'a'.repeat(32)}`;

/** A server that accepts the change and then answers with these states in turn; the last one stays. */
function accepting(...states: CommandModel['status'][]): { api: Api; looks: () => number } {
  let looks = 0;
  // What JSON brings has no type of its own.
  const json = (value: unknown) => JSON.parse(JSON.stringify(value));
  const api: Api = {
    get: async () => {
      const status = states[Math.min(looks, states.length - 1)];
      looks += 1;
      return json({ id: commandId, status, problem: { code: 'not_here', text: 'It is not here.' } });
    },
    send: async () => ({ kind: 'accepted', command: { commandId, location: `/api/v1/commands/${commandId}` } }),
  };
  return { api, looks: () => looks };
}

const wait = async () => undefined;

test('what was only accepted is followed until it is done', async () => {
  const { api, looks } = accepting('accepted', 'running', 'done');
  expect(await change(api, 'POST', '/x', { wait })).toEqual({ kind: 'ended' });
  expect(looks()).toBe(3);
});

test('what was accepted and then refused is an error with its reason', async () => {
  const { api } = accepting('running', 'rejected');
  await expect(change(api, 'POST', '/x', { wait })).rejects.toMatchObject({
    problem: { status: 422, code: 'not_here', detail: 'It is not here.' },
  });
});

test('what does not end is let go, and can be followed by its id', async () => {
  const { api, looks } = accepting('running');
  expect(await change(api, 'POST', '/x', { wait })).toEqual({ kind: 'running', commandId });
  expect(looks()).toBeLessThanOrEqual(20);
});
