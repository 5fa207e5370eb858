import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { isId } from '@purser/message';
import type { z } from 'zod';
import { listMailRows, type Mail } from '../store/mails.ts';

type Reading = Pick<Context, 'tx' | 'keys'>;

export async function listMails(ctx: Reading, input: z.output<typeof contract.listMails.input>) {
  const { after, limit } = input;
  if (after !== undefined && !isId(after)) throw fault('invalid', 'invalid_cursor', 'The cursor is not one of ours.');
  const { kind, to, ...filter } = input;
  const recipientIndex = to === undefined ? undefined : await recipientIndexOf(ctx, to);
  const rows = await listMailRows(ctx.tx, { ...filter, recipientIndex, kinds: kind && [kind] });
  const page = rows.slice(0, limit);
  return {
    mails: await Promise.all(page.map((mail) => mailOut(ctx, mail))),
    next: rows.length > limit ? (page.at(-1)?.mailId ?? null) : null,
  };
}

/** By which mails to an address are found. */
export const recipientIndexOf = async ({ keys }: Pick<Context, 'keys'>, address: string): Promise<Buffer> =>
  (await keys()).index('mail.recipient', address.trim().toLowerCase());

/** What is told of a mail. Before it is written it has no address and no subject; whose customer was erased has none any more. */
export async function mailOut({ keys }: Pick<Context, 'keys'>, mail: Mail) {
  const ring = mail.recipient === null ? undefined : await keys(mail.customerId);
  const opened = (field: string, sealed: Buffer | null) =>
    sealed === null || !ring || ring.destroyed ? '' : ring.openText(`mail.${field}`, mail.mailId, sealed);
  const { mailId, kind, status, customerId, invoiceId, messageId, attempts, problem } = mail;
  return {
    mailId,
    kind,
    status,
    customerId,
    invoiceId,
    to: opened('recipient', mail.recipient),
    subject: opened('subject', mail.subject),
    messageId,
    attempts,
    problem,
    createdAt: new Date(mail.createdAt).toISOString(),
    sentAt: mail.sentAt === null ? null : new Date(mail.sentAt).toISOString(),
  };
}
