import type { Ask } from '@purser/bus';
import { directory, invoicing, payments } from '@purser/contracts';
import type { FileRef } from '@purser/document';
import { format, currency as knownCurrency, money } from '@purser/money';
import { adviceOn } from '../domain/advice.ts';
import * as compose from '../domain/compose.ts';
import { letterHtml, letterText } from '../domain/html.ts';
import type { Letter } from '../domain/letter.ts';
import type { Mail } from '../store/mails.ts';

type Link = { kind: 'invoice'; invoiceId: string } | { kind: 'signIn'; contactId: string | null; browserHash: string };

/** A mail as it can be sent; or why there is nothing left to say. */
export type ReadyMail =
  | { dropped: string }
  | {
      to: string;
      fromName: string;
      replyTo: string | null;
      subject: string;
      html: string;
      text: string;
      /** A PNG in base64. */
      logo: string | null;
      attachments: { name: string; ref: FileRef }[];
      link: Link | null;
    };

type Tenant = Awaited<ReturnType<typeof askTenant>>;
type Customer = Awaited<ReturnType<typeof askCustomer>>;
type Written = { letter: Letter; attachments: { name: string; ref: FileRef }[]; link: Link | null };

const askTenant = (ask: Ask) => ask.query(directory.getTenant, {});
const askCustomer = (ask: Ask, customerId: string) => ask.query(directory.getCustomer, { customerId });

/** Asks everybody who knows something of it, and writes the mail. */
export async function gatherMail(ask: Ask, mail: Mail): Promise<ReadyMail> {
  const [tenant, customer] = await Promise.all([askTenant(ask), askCustomer(ask, mail.customerId)]);
  const written = await write(ask, mail, tenant, customer);
  if ('dropped' in written) return written;
  const { letter, attachments, link } = written;
  const { logo, color, onColor, radius_px } = tenant.brand;
  const picture = logo?.type === 'image/png' ? logo.base64 : null;
  return {
    to: recipientOf(mail, customer),
    fromName: tenant.company?.legalName ?? tenant.name,
    replyTo: tenant.company?.email ?? null,
    subject: letter.subject,
    html: letterHtml(letter, { color, onColor, radius_px, logo: picture === null ? null : 'logo' }),
    text: letterText(letter),
    logo: picture,
    attachments,
    link,
  };
}

/** Mails about money go to who looks after it; a sign-in link to the one who asked. */
function recipientOf(mail: Mail, { email, contacts }: Customer): string {
  if (mail.kind === 'signInLink') return contacts.find(({ contactId }) => contactId === mail.contactId)?.email ?? email;
  return contacts.find(({ role }) => role === 'billing')?.email ?? email;
}

async function write(ask: Ask, mail: Mail, tenant: Tenant, customer: Customer): Promise<Written | { dropped: string }> {
  const parties = {
    tenantName: tenant.company?.legalName ?? tenant.name,
    contact: tenant.company?.email ?? null,
    customerName: customer.name,
  };
  if (mail.kind === 'signInLink') {
    if (mail.browserHash === null) return { dropped: 'Nobody asked for it from a browser.' };
    const link: Link = { kind: 'signIn', contactId: mail.contactId, browserHash: mail.browserHash };
    return { letter: compose.signInLink(parties), attachments: [], link };
  }
  const { invoiceId } = mail;
  if (invoiceId === null) return { dropped: 'It is about no invoice.' };
  const invoice = await ask.query(invoicing.getInvoice, { invoiceId });
  const words = invoiceWords(invoice);
  const link: Link = { kind: 'invoice', invoiceId };
  const isSettled = invoice.due === 0;
  switch (mail.kind) {
    case 'invoiceIssued':
    case 'invoiceLink':
      if (invoice.status === 'void') return { dropped: 'The invoice was voided before it could be sent.' };
      return {
        letter:
          mail.kind === 'invoiceLink' || isSettled
            ? compose.invoiceLink(parties, { ...words, isSettled })
            : compose.invoiceIssued(parties, words),
        attachments: [await attached(ask, invoiceId)],
        link,
      };
    case 'paymentFailed':
      if (isSettled || invoice.status === 'void') return { dropped: 'Nothing is due on the invoice any more.' };
      if (!(await isStillOpen(ask, mail.sourceId))) return { dropped: 'The payment went through after all.' };
      return { letter: compose.paymentFailed(parties, words, adviceOn(mail.declineCode)), attachments: [], link };
    default:
      return receiptMail(ask, mail, parties, words, link);
  }
}

/** A declined attempt stays open for another card; once money came, or is on its way, there is nothing to say. */
async function isStillOpen(ask: Ask, attemptId: string): Promise<boolean> {
  const { status } = await ask.query(payments.getAttempt, { attemptId });
  return status !== 'succeeded' && status !== 'processing';
}

async function receiptMail(
  ask: Ask,
  { kind, documentId }: Mail,
  parties: compose.Parties,
  words: compose.InvoiceWords,
  link: Link,
): Promise<Written | { dropped: string }> {
  if (documentId === null) return { dropped: 'There is no receipt.' };
  const [{ model }, receipt] = await Promise.all([
    ask.query(invoicing.getDocument, { documentId }),
    attached(ask, documentId),
  ]);
  if (model.kind !== 'receipt') return { dropped: 'There is no receipt.' };
  const { locale, currency } = model;
  const payment = {
    amount: amountWords(model.amount, currency, locale),
    paidOn: dateWords(model.paidOn, locale),
    method: model.method,
  };
  // As it stood when this payment came: a later one has a mail of its own.
  const remaining = amountWords(model.invoice.remaining, currency, locale);
  return kind === 'invoicePartlyPaid'
    ? {
        letter: compose.invoicePartlyPaid(parties, { ...words, due: remaining }, payment),
        attachments: [receipt],
        link,
      }
    : { letter: compose.invoicePaid(parties, words, payment), attachments: [receipt], link: null };
}

/** The PDF, made now if nobody has asked for it before. */
async function attached(ask: Ask, documentId: string): Promise<{ name: string; ref: FileRef }> {
  const { number, file } = await ask.command(invoicing.renderDocument, { documentId });
  return { name: `${number.replaceAll(/[^\w.-]+/g, '-')}.pdf`, ref: file };
}

const locale = 'en-GB';

function invoiceWords(invoice: {
  number: string | null;
  currency: string;
  dueDate: string | null;
  due: number;
  totals: { total: number };
}): compose.InvoiceWords {
  const { number, currency, dueDate, due, totals } = invoice;
  return {
    number: number ?? '',
    total: amountWords(totals.total, currency, locale),
    due: amountWords(due, currency, locale),
    dueOn: dueDate === null ? '' : dateWords(dueDate, locale),
  };
}

function amountWords(amount: number, currency: string, inLocale: string): string {
  return format(money(BigInt(amount), knownCurrency(currency)), inLocale);
}

function dateWords(date: string, inLocale: string): string {
  return new Intl.DateTimeFormat(inLocale, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${date}T00:00:00Z`),
  );
}
