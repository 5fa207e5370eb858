import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import type { Tx } from '@purser/db';
import { newId } from '@purser/message';
import type { z } from 'zod';

export type MailKind = z.output<typeof contract.mailKind>;
export type MailStatus = z.output<typeof contract.mailStatus>;

export type Mail = {
  mailId: string;
  kind: MailKind;
  sourceId: string;
  customerId: string;
  contactId: string | null;
  invoiceId: string | null;
  documentId: string | null;
  declineCode: string | null;
  browserHash: string | null;
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
  /** What the mail is about: there is one of a kind for each. */
  sourceId: string;
  customerId: string;
  contactId?: string | null;
  invoiceId?: string | null;
  documentId?: string | null;
  declineCode?: string | null;
  browserHash?: string | null;
};

/** @returns the mail's id; undefined when there is one of this kind about this already */
export async function planMail(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  mail: NewMail,
): Promise<string | undefined> {
  const { mailId = newId(), kind, sourceId, customerId } = mail;
  const { contactId = null, invoiceId = null, documentId = null, declineCode = null, browserHash = null } = mail;
  const made = await tx.sql`
    insert into mails (tenant_id, mail_id, kind, source_id, customer_id, contact_id, invoice_id, document_id, decline_code, browser_hash,
      status, message_id, created_at)
    values (${tenant}, ${mailId}, ${kind}, ${sourceId}, ${customerId}, ${contactId}, ${invoiceId}, ${documentId}, ${declineCode},
      ${browserHash}, 'planned', ${`${mailId}@purser`}, ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1 ? mailId : undefined;
}

type Row = {
  mail_id: string;
  kind: MailKind;
  source_id: string;
  customer_id: string;
  contact_id: string | null;
  invoice_id: string | null;
  document_id: string | null;
  decline_code: string | null;
  browser_hash: string | null;
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
  invoiceId: row.invoice_id,
  documentId: row.document_id,
  declineCode: row.decline_code,
  browserHash: row.browser_hash,
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
  sealed: { recipient: Buffer; subject: Buffer; content: Buffer; messageId: string },
): Promise<void> {
  const { recipient, subject, content, messageId } = sealed;
  await sql`update mails set status = 'sending', recipient = ${recipient}, subject = ${subject}, content = ${content},
    message_id = ${messageId} where mail_id = ${mailId}`;
}

export async function setEnded(
  { sql }: Pick<Tx, 'sql'>,
  mailId: string,
  end: { status: 'sent'; at: Date } | { status: 'failed' | 'dropped'; problem: string },
): Promise<void> {
  const sentAt = end.status === 'sent' ? end.at.toISOString() : null;
  const problem = end.status === 'sent' ? null : end.problem;
  await sql`update mails set status = ${end.status}, sent_at = ${sentAt}, problem = ${problem} where mail_id = ${mailId}`;
}

/** Counts a try before it is made. @returns which try it is */
export async function countTry({ sql }: Pick<Tx, 'sql'>, mailId: string): Promise<number> {
  const [row] = await sql<{ attempts: number }[]>`
    update mails set attempts = attempts + 1 where mail_id = ${mailId} returning attempts`;
  return row?.attempts ?? 1;
}

export async function setProblem({ sql }: Pick<Tx, 'sql'>, mailId: string, problem: string): Promise<void> {
  await sql`update mails set problem = ${problem} where mail_id = ${mailId} and status = 'sending'`;
}

export type MailFilter = {
  customerId?: string | undefined;
  invoiceId?: string | undefined;
  status?: MailStatus | undefined;
  after?: string | undefined;
  limit: number;
};

/** The newest first, by the time in their ids; one more than the limit when there is one. */
export async function listMailRows({ sql }: Pick<Tx, 'sql'>, filter: MailFilter): Promise<Mail[]> {
  const { customerId = null, invoiceId = null, status = null, after = null, limit } = filter;
  const rows = await sql<Row[]>`
    select * from mails
    where (${customerId}::uuid is null or customer_id = ${customerId}) and (${invoiceId}::uuid is null or invoice_id = ${invoiceId})
      and (${status}::text is null or status = ${status}) and (${after}::uuid is null or mail_id < ${after})
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
