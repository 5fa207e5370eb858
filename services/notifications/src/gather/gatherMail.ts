import type { Ask } from '@purser/bus';
import { directory } from '@purser/contracts';
import type { FileRef } from '@purser/document';
import {
  definitionOf,
  hasLink,
  languageFor,
  letterHtml,
  letterText,
  localeFor,
  writeLetter,
} from '@purser/mailtemplate';
import type { Mail } from '../store/mails.ts';
import type { OwnFacts } from './ownFacts.ts';
import type { Customer, Link, Tenant } from './writer.ts';
import { writers } from './writers.ts';

/** A mail as it can be sent; or why there is nothing left to say. */
export type ReadyMail =
  | { dropped: string }
  | {
      to: string;
      /** The contact it goes to; null where it goes to the customer's own address, or to staff. */
      contactId: string | null;
      /** The contacts who get the same. */
      others: string[];
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

/** Asks everybody who knows something of it, and writes the mail. */
export async function gatherMail(ask: Ask, mail: Mail, own: OwnFacts): Promise<ReadyMail> {
  const { customerId } = mail;
  const [tenant, customer] = await Promise.all([
    ask.query(directory.getTenant, {}),
    ask.query(directory.getCustomer, { customerId }),
  ]);
  if (customer.erased) return { dropped: 'The customer was erased.' };
  const isForStaff = definitionOf(mail.kind).audience === 'staff';
  const readers = isForStaff ? await staffReaders(mail, tenant, own) : readersOf(mail, customer);
  if ('dropped' in readers) return readers;
  const wished = [isForStaff ? null : customer.language, tenant.language];
  const language = languageFor(...wished);
  const locale = localeFor(language, ...wished);
  const written = await writers[mail.kind]({ ask, mail, tenant, customer, language, locale, own });
  if ('dropped' in written) return written;
  const { template = mail.kind, values, attachments, link } = written;
  const sender = senderName(tenant);
  const letter = writeLetter(definitionOf(template), await own.wordingOf(template, language), {
    language,
    sender,
    values: { customer_name: customer.name, ...commonValues(tenant), ...values },
  });
  const { look, picture } = lookOf(tenant);
  return {
    ...readers,
    fromName: sender,
    replyTo: tenant.company?.email ?? null,
    subject: letter.subject,
    html: letterHtml(letter, look),
    text: letterText(letter),
    logo: picture,
    attachments,
    link: hasLink(letter) ? link : null,
  };
}

/** The brand in a mail; of logos, mail programs show pictures only. */
export function lookOf({ brand: { logo, color, onColor, radius_px } }: Pick<Tenant, 'brand'>) {
  const picture = logo?.type === 'image/png' ? logo.base64 : null;
  return { picture, look: { color, onColor, radius_px, logo: picture === null ? null : 'cid:logo' } };
}

export const senderName = ({ company, name }: Pick<Tenant, 'company' | 'name'>): string => company?.legalName ?? name;

const commonValues = (tenant: Tenant) => ({
  company_name: senderName(tenant),
  ...(tenant.company?.email !== undefined && { support_contact: tenant.company.email }),
});

type Readers = { to: string; contactId: string | null; others: string[] } | { dropped: string };

async function staffReaders({ kind }: Mail, { company }: Tenant, own: OwnFacts): Promise<Readers> {
  const to = (await own.staffAddress(kind)) ?? company?.email;
  if (to === undefined) return { dropped: 'No address is set that mails for staff go to.' };
  return { to, contactId: null, others: [] };
}

/**
 * Mails about money go to each contact who looks after it, else to the customer's own address; a sign-in link to the one who asked. What is
 * for one of them alone goes to no other: a copy is dropped when that one does the billing no more, and what staff send again goes to those
 * who do it now.
 */
export function readersOf(
  { kind, contactId, copy }: Pick<Mail, 'kind' | 'contactId' | 'copy'>,
  { email, contacts }: Pick<Customer, 'email' | 'contacts'>,
): Readers {
  const wanted = contacts.find((contact) => contact.contactId === contactId);
  if (kind === 'signInLink') return { to: wanted?.email ?? email, contactId, others: [] };
  if (wanted?.role === 'billing') return { to: wanted.email, contactId, others: [] };
  if (copy > 0) return { dropped: 'Whom it was for gets no more mails about money.' };
  const [first, ...more] = uniqueByMail(contacts.filter(({ role }) => role === 'billing'));
  return { to: first?.email ?? email, contactId: first?.contactId ?? null, others: more.map((each) => each.contactId) };
}

/** Two contacts who share an address get one mail. */
const uniqueByMail = (contacts: Customer['contacts']): Customer['contacts'] =>
  [...new Map(contacts.toReversed().map((contact) => [contact.email.toLowerCase(), contact])).values()].toReversed();
