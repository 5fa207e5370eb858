import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from './planAndSend.ts';

/** To the addresses on file and to no other. */
export async function sendCardRequest(
  ctx: Context,
  { mailId, customerId }: z.output<typeof contract.sendCardRequest.input>,
) {
  await planAndSend(ctx, { mailId, kind: 'cardRequested', sourceId: mailId, customerId });
  return { mailId };
}
