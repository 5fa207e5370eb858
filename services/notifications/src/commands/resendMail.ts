import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { findMail } from '../store/mails.ts';
import { planAndSend } from './planAndSend.ts';

/** Staff send a mail again: a new mail, written anew, to the one whom it was for. A sign-in link is only for who asks for it. */
export async function resendMail(ctx: Context, input: z.output<typeof contract.resendMail.input>) {
  const { mailId, newMailId } = input;
  const mail = await findMail(ctx.tx, mailId);
  if (!mail) throw fault('notFound', 'mail_not_found', 'There is no such mail.');
  if (mail.kind === 'signInLink')
    throw fault('rejected', 'mail_not_resendable', 'A sign-in link can only be asked for by who wants to sign in.');
  if (mail.status === 'planned' || mail.status === 'sending')
    throw fault('rejected', 'mail_under_way', 'This mail is still being sent; wait until it is sent or has failed.');
  const { kind, customerId, contactId, invoiceId, documentId, declineCode, aboutMailId, reference, sum } = mail;
  // An invoice that was sent before goes out as a fresh link to it.
  const again = kind === 'invoiceIssued' ? 'invoiceLink' : kind;
  await planAndSend(ctx, {
    mailId: newMailId,
    kind: again,
    sourceId: newMailId,
    customerId,
    contactId,
    invoiceId,
    documentId,
    declineCode,
    aboutMailId,
    reference,
    sum,
  });
  return { mailId: newMailId };
}
