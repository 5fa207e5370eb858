import type { Context } from '@purser/bus';
import { fault } from '@purser/fault';
import { linkPlace } from '@purser/mailtemplate';
import { z } from 'zod';
import { findMail } from '../store/mails.ts';
import { mailOut } from './listMails.ts';

const contentSchema = z.object({ html: z.string(), text: z.string(), attachments: z.array(z.string()) });

/** A mail as its reader got it. Its link leads nowhere here: nobody but the reader has it. */
export async function getMail(ctx: Pick<Context, 'tx' | 'keys'>, { mailId }: { mailId: string }) {
  const mail = await findMail(ctx.tx, mailId);
  if (!mail) throw fault('notFound', 'mail_not_found', 'There is no such mail.');
  const told = await mailOut(ctx, mail);
  if (mail.content === null) return { ...told, html: '', text: '', attachments: [] };
  const ring = await ctx.keys(mail.customerId);
  if (ring.destroyed) return { ...told, html: '', text: '', attachments: [] };
  const content = contentSchema.parse(JSON.parse(ring.openText('mail.content', mailId, mail.content)));
  const { documentId } = mail;
  return {
    ...told,
    html: content.html.replaceAll(linkPlace, '#'),
    text: content.text.replaceAll(linkPlace, '[the reader’s own link]'),
    attachments: documentId === null ? [] : content.attachments.map((name) => ({ name, documentId })),
  };
}
