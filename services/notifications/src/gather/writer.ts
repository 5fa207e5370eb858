import type { Ask } from '@purser/bus';
import { type directory, invoicing } from '@purser/contracts';
import type { FileRef } from '@purser/document';
import type { MailKind, MailLanguage, TagValues } from '@purser/mailtemplate';
import type { z } from 'zod';
import type { Mail } from '../store/mails.ts';
import type { OwnFacts } from './ownFacts.ts';
import { amountWords, dateWords } from './words.ts';

export type Tenant = z.output<typeof directory.getTenant.output>;
export type Customer = z.output<typeof directory.getCustomer.output>;

/** What a link leads to; its secret is made when the mail is sent. */
export type Link =
  | { kind: 'invoice'; invoiceId: string }
  | { kind: 'quote'; quoteId: string; expiresAt: string }
  | { kind: 'signIn'; contactId: string | null; browserHash: string }
  /** A page of the customer's account, where they sign in as they do. */
  | { kind: 'portal'; path: string }
  /** A page of the staff's, who sign in as they do. */
  | { kind: 'staff'; path: string };

/** What a kind of mail has to say: the values of its tags, beside those that every mail has. */
export type Content = {
  /** The kind whose words it uses, when not its own. */
  template?: MailKind;
  values: TagValues;
  attachments: { name: string; ref: FileRef }[];
  link: Link | null;
};

/** `dropped`: there is nothing left to say. */
export type Written = Content | { dropped: string };

export type Subject = {
  ask: Ask;
  mail: Mail;
  tenant: Tenant;
  customer: Customer;
  language: MailLanguage;
  /** How amounts and dates are written. */
  locale: string;
  own: OwnFacts;
};
export type Writer = (subject: Subject) => Promise<Written>;

type Invoice = z.output<typeof invoicing.getInvoice.output>;

/** For mails about an invoice: it, with its figures in words. */
export function aboutInvoice(
  write: (subject: Subject & { invoice: Invoice; values: TagValues; link: Link }) => Promise<Written> | Written,
): Writer {
  return async (subject) => {
    const { ask, mail, locale } = subject;
    const { invoiceId } = mail;
    if (invoiceId === null) return { dropped: 'It is about no invoice.' };
    const invoice = await ask.query(invoicing.getInvoice, { invoiceId });
    return write({
      ...subject,
      invoice,
      values: invoiceValues(invoice, locale),
      link: { kind: 'invoice', invoiceId },
    });
  };
}

function invoiceValues(
  { number, currency, dueDate, due, totals }: Pick<Invoice, 'number' | 'currency' | 'dueDate' | 'due' | 'totals'>,
  locale: string,
): TagValues {
  return {
    invoice_number: number ?? '',
    invoice_total: amountWords(totals.total, currency, locale),
    amount_due: amountWords(due, currency, locale),
    due_date: dueDate === null ? '' : dateWords(dueDate, locale),
  };
}

/** The PDF, made now if nobody has asked for it before. */
export async function attached(ask: Ask, documentId: string): Promise<{ name: string; ref: FileRef }> {
  const { number, file } = await ask.command(invoicing.renderDocument, { documentId });
  return { name: `${number.replaceAll(/[^\w.-]+/g, '-')}.pdf`, ref: file };
}
