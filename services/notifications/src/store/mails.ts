import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import type { Tx } from '@purser/db';
import { newId } from '@purser/message';
import type { z } from 'zod';

export type MailKind = z.output<typeof contract.mailKind>;
export type MailStatus = z.output<typeof contract.mailStatus>;

export type Sum = { amount: number; currency: string; credit: number };

export type Mail = {
  mailId: string;
  kind: MailKind;
  sourceId: string;
  customerId: string;
  contactId: string | null;
  /** 0 is the mail itself, others go to other contacts. */
  copy: number;
  invoiceId: string | null;
  documentId: string | null;
  declineCode: string | null;
  browserHash: string | null;
  /** For a mail about another mail. */
  aboutMailId: string | null;
  /** The number of what it is about, when nobody else tells it. */
  reference: string | null;
  /** What it is about in money, and what of it is credit now; minor units. */
  sum: Sum | null;
  status: MailStatus;
  messageId: string;
  recipient: Buffer | null;
  subject: Buffer | null;
  content: Buffer | null;
  attempts: number;
  problem: string | null;
  createdAt: string;
  sentAt: string | null;
};

export type NewMail = {
  mailId?: string;
  kind: MailKind;
  /** What the mail is about: there is one of a kind for each, and its copies. */
  sourceId: string;
  customerId: string;
  /** Whom alone it is for; without one it goes to each contact who does the billing. */
  contactId?: string | null;
  /** Which of a mail's copies it is; 0 is the mail itself. */
  copy?: number;
  invoiceId?: string | null;
  documentId?: string | null;
  declineCode?: string | null;
  browserHash?: string | null;
  aboutMailId?: string | null;
  reference?: string | null;
  sum?: Sum | null;
};

/** @returns the mail's id; undefined when there is one of this kind about this already */
export async function planMail(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  mail: NewMail,
): Promise<string | undefined> {
  const { mailId = newId(), kind, sourceId, customerId } = mail;
  const { contactId = null, invoiceId = null, documentId = null, declineCode = null, browserHash = null } = mail;
  const { aboutMailId = null, reference = null, sum = null, copy = 0 } = mail;
  const made = await tx.sql`
    insert into mails (tenant_id, mail_id, kind, source_id, customer_id, contact_id, invoice_id, document_id, decline_code, browser_hash,
      about_mail_id, reference, amount, credit_amount, currency, copy, status, message_id, created_at)
    values (${tenant}, ${mailId}, ${kind}, ${sourceId}, ${customerId}, ${contactId}, ${invoiceId}, ${documentId}, ${declineCode},
      ${browserHash}, ${aboutMailId}, ${reference}, ${sum?.amount ?? null}, ${sum?.credit ?? null}, ${sum?.currency ?? null},
      ${copy}, 'planned', ${`${mailId}@purser`}, ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1 ? mailId : undefined;
}

type InvoiceMail = { kind: MailKind; sourceId: string; customerId: string; invoiceId: string; documentId: string };

type Planned = { mailId: string; customerId: string; invoiceId: string };

/** Mails about many invoices, in one statement. @returns those that are new */
export async function planMails(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  mails: readonly InvoiceMail[],
): Promise<Planned[]> {
  if (mails.length === 0) return [];
  const all = <K extends keyof InvoiceMail>(key: K) => mails.map((mail) => mail[key]);
  return tx.sql<Planned[]>`
    insert into mails (tenant_id, mail_id, kind, source_id, customer_id, invoice_id, document_id, status, message_id, created_at)
    select ${tenant}, m.id, m.kind, m.source, m.customer, m.invoice, m.document, 'planned', m.id || '@purser', ${now.toISOString()}
    from unnest(${mails.map(() => newId())}::uuid[], ${all('kind')}::text[], ${all('sourceId')}::uuid[],
      ${all('customerId')}::uuid[], ${all('invoiceId')}::uuid[], ${all('documentId')}::uuid[])
      as m(id, kind, source, customer, invoice, document)
    on conflict do nothing returning mail_id as "mailId", customer_id as "customerId", invoice_id as "invoiceId"`;
}

type Row = {
  mail_id: string;
  kind: MailKind;
  source_id: string;
  customer_id: string;
  contact_id: string | null;
  copy: number;
  invoice_id: string | null;
  document_id: string | null;
  decline_code: string | null;
  browser_hash: string | null;
  about_mail_id: string | null;
  reference: string | null;
  amount: bigint | null;
  credit_amount: bigint | null;
  currency: string | null;
  status: MailStatus;
  message_id: string;
  recipient: Buffer | null;
  subject: Buffer | null;
  content: Buffer | null;
  attempts: number;
  problem: string | null;
  created_at: string;
  sent_at: string | null;
};

const asMail = (row: Row): Mail => ({
  mailId: row.mail_id,
  kind: row.kind,
  sourceId: row.source_id,
  customerId: row.customer_id,
  contactId: row.contact_id,
  copy: row.copy,
  invoiceId: row.invoice_id,
  documentId: row.document_id,
  declineCode: row.decline_code,
  browserHash: row.browser_hash,
  aboutMailId: row.about_mail_id,
  reference: row.reference,
  sum:
    row.amount === null || row.currency === null
      ? null
      : { amount: Number(row.amount), currency: row.currency, credit: Number(row.credit_amount ?? 0) },
  status: row.status,
  messageId: row.message_id,
  recipient: row.recipient,
  subject: row.subject,
  content: row.content,
  attempts: row.attempts,
  problem: row.problem,
  createdAt: row.created_at,
  sentAt: row.sent_at,
});

export async function findMail({ sql }: Pick<Tx, 'sql'>, mailId: string): Promise<Mail | undefined> {
  const [row] = await sql<Row[]>`select * from mails where mail_id = ${mailId}`;
  return row && asMail(row);
}

/** The mail under its lock: one try at a time. */
export async function lockMail({ sql }: Pick<Tx, 'sql'>, mailId: string): Promise<Mail | undefined> {
  const [row] = await sql<Row[]>`select * from mails where mail_id = ${mailId} for update`;
  return row && asMail(row);
}

/** What it will say, and to whom; sealed. */
export async function setSending(
  { sql }: Pick<Tx, 'sql'>,
  mailId: string,
  sealed: {
    contactId: string | null;
    recipient: Buffer;
    recipientIndex: Buffer;
    subject: Buffer;
    content: Buffer;
    messageId: string;
  },
): Promise<void> {
  const { contactId, recipient, recipientIndex, subject, content, messageId } = sealed;
  await sql`update mails set status = 'sending', recipient = ${recipient}, recipient_index = ${recipientIndex}, subject = ${subject}, content = ${content},
    message_id = ${messageId}, contact_id = ${contactId} where mail_id = ${mailId}`;
}

export async function setEnded(
  { sql }: Pick<Tx, 'sql'>,
  mailId: string,
  end: { status: 'sent'; at: Date } | { status: 'bounced' | 'failed' | 'dropped'; problem: string },
): Promise<void> {
  const sentAt = end.status === 'sent' ? end.at.toISOString() : null;
  const problem = end.status === 'sent' ? null : end.problem;
  await sql`update mails set status = ${end.status}, sent_at = ${sentAt}, problem = ${problem} where mail_id = ${mailId}`;
}

/** @returns which try this is, and whether the server may have the mail from an earlier one */
export async function countTry(
  { sql }: Pick<Tx, 'sql'>,
  mailId: string,
): Promise<{ tried: number; mayHaveIt: boolean }> {
  const [row] = await sql<{ tried: number; mayHaveIt: boolean }[]>`
    update mails m set attempts = attempts + 1, in_hand = true
    from (select mail_id, in_hand from mails where mail_id = ${mailId} for update) before
    where m.mail_id = before.mail_id returning m.attempts as tried, before.in_hand as "mayHaveIt"`;
  return row ?? { tried: 1, mayHaveIt: false };
}

/** It goes out another time, written anew. */
export async function setPlanned({ sql }: Pick<Tx, 'sql'>, mailId: string, problem: string): Promise<void> {
  await sql`update mails set status = 'planned', problem = ${problem}, in_hand = false where mail_id = ${mailId} and status = 'sending'`;
}

export async function setProblem(
  { sql }: Pick<Tx, 'sql'>,
  mailId: string,
  { problem, inHand }: { problem: string; inHand: boolean },
): Promise<void> {
  await sql`update mails set problem = ${problem}, in_hand = ${inHand} where mail_id = ${mailId} and status = 'sending'`;
}

export async function dropRecipientIndexes({ sql }: Pick<Tx, 'sql'>, customerId: string): Promise<void> {
  await sql`update mails set recipient_index = null where customer_id = ${customerId} and recipient_index is not null`;
}

/** Whether anybody got the invoice, or is just getting it; or is to get it, if that counts. */
export async function wasMailed(
  { sql }: Pick<Tx, 'sql'>,
  invoiceId: string,
  counting: readonly MailStatus[] = ['sending', 'sent'],
): Promise<boolean> {
  const [row] = await sql`
    select 1 from mails where invoice_id = ${invoiceId} and status = any(${[...counting]}::text[])
      and kind in ('invoiceIssued', 'invoiceLink', 'settledInvoice') limit 1`;
  return row !== undefined;
}

export type MailFilter = {
  customerId?: string | undefined;
  invoiceId?: string | undefined;
  status?: MailStatus | undefined;
  kinds?: readonly MailKind[] | undefined;
  recipientIndex?: Buffer | undefined;
  after?: string | undefined;
  limit: number;
};

/** The newest first, by the time in their ids; one more than the limit when there is one. */
export async function listMailRows({ sql }: Pick<Tx, 'sql'>, filter: MailFilter): Promise<Mail[]> {
  const {
    customerId = null,
    invoiceId = null,
    status = null,
    kinds,
    recipientIndex = null,
    after = null,
    limit,
  } = filter;
  const ofKinds = kinds ? [...kinds] : null;
  const rows = await sql<Row[]>`
    select * from mails
    where (${customerId}::uuid is null or customer_id = ${customerId}) and (${invoiceId}::uuid is null or invoice_id = ${invoiceId})
      and (${status}::text is null or status = ${status}) and (${ofKinds}::text[] is null or kind = any(${ofKinds}::text[]))
      and (${recipientIndex}::bytea is null or recipient_index = ${recipientIndex})
      and (${after}::uuid is null or mail_id < ${after})
    order by mail_id desc limit ${limit + 1}`;
  return rows.map(asMail);
}

/** How many mails there are of each status. */
export async function countMails({ sql }: Pick<Tx, 'sql'>): Promise<Map<MailStatus, number>> {
  const rows = await sql<
    { status: MailStatus; count: bigint }[]
  >`select status, count(*) as count from mails group by status`;
  return new Map(rows.map(({ status, count }) => [status, Number(count)]));
}
