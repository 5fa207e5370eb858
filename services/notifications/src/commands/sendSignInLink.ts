import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from './planAndSend.ts';

/** Directory says that this person asked to sign in. */
export async function sendSignInLink(ctx: Context, input: z.output<typeof contract.sendSignInLink.input>) {
  const { mailId, customerId, contactId, browserHash } = input;
  await planAndSend(ctx, { mailId, kind: 'signInLink', sourceId: mailId, customerId, contactId, browserHash });
  return { mailId };
}
