import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import type { z } from 'zod';
import { planAndSend } from './planAndSend.ts';

/** A statement that is frozen already, to the addresses on file and to no other. */
export async function sendStatement(ctx: Context, input: z.output<typeof contract.sendStatement.input>) {
  const { mailId, customerId, documentId } = input;
  await planAndSend(ctx, { mailId, kind: 'statementSent', sourceId: mailId, customerId, documentId });
  return { mailId };
}
