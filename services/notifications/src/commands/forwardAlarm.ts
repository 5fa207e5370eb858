import type { Context, MessageFacts, Next } from '@purser/bus';
import { notifications as contract } from '@purser/contracts';
import { platformTenant } from '@purser/message';
import type { z } from 'zod';
import type { Outside } from '../outside.ts';

type Input = z.output<typeof contract.forwardAlarm.input>;

/** Whoever runs the installation hears of it as the platform's own tenant: what went wrong and for which tenant, and nothing of theirs. */
export function forwardAlarm({ client }: Outside) {
  return {
    gather: async () => null,
    plan: async ({ tenant }: Context, input: Input): Promise<Next<Record<string, never>>> => ({
      step: 'forward',
      request: { ...input, ofTenant: tenant },
    }),
    steps: {
      forward: {
        call: async (raw: unknown, { messageId }: MessageFacts) => {
          const actor = { kind: 'service' as const, name: 'notifications' };
          // The same id each time, so that it is noted once.
          const caller = { tenant: platformTenant, actor, id: messageId };
          return client.command(contract.noteAlarm, contract.noteAlarm.input.parse(raw), caller);
        },
        record: async (): Promise<Next<Record<string, never>>> => ({ done: {} }),
      },
    },
  };
}
