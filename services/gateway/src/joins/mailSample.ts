import { directory, invoicing } from '@purser/contracts';
import {
  definitionOf,
  isTag,
  letterHtml,
  letterText,
  linkPlace,
  localeOf,
  type MailKind,
  type MailLanguage,
  type TagValues,
  tags,
  type Wording,
  writeLetter,
} from '@purser/mailtemplate';
import { format, currency as knownCurrency, money } from '@purser/money';
import type { MailSampleModel } from '../api/models/mailTemplate.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';

/** What a mail would say of an invoice; of none that exists without one. */
export async function mailSample(
  g: Pick<Gateway, 'client'>,
  who: Staff,
  language: MailLanguage,
  invoiceId: string | undefined,
): Promise<MailSampleModel> {
  const tenant = await g.client.query(directory.getTenant, {}, who);
  const locale = localeOf[language];
  const sender = tenant.company?.legalName ?? tenant.name;
  const values: TagValues = {
    ...Object.fromEntries(Object.entries(tags).map(([tag, { example }]) => [tag, example])),
    ...sums(tenant.currency, locale),
    company_name: sender,
    ...(tenant.company?.email !== undefined && { support_contact: tenant.company.email }),
    ...(invoiceId !== undefined && (await ofInvoice(g, who, invoiceId, locale))),
  };
  return { sender, values: Object.entries(values).map(([tag, value]) => ({ tag, value })) };
}

const amountWords = (amount: number, currency: string, locale: string) =>
  format(money(BigInt(amount), knownCurrency(currency)), locale);
const dateWords = (date: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`));

/** The sample's figures, in the tenant's own currency and the reader's way of writing them. */
function sums(currency: string, locale: string): TagValues {
  return {
    invoice_total: amountWords(94_433, currency, locale),
    amount_due: amountWords(94_433, currency, locale),
    amount_overdue: amountWords(41_200, currency, locale),
    statement_balance: amountWords(94_433, currency, locale),
    amount_paid: amountWords(40_000, currency, locale),
    credit_note_total: amountWords(12_000, currency, locale),
    credit_amount: amountWords(12_000, currency, locale),
    due_date: dateWords('2026-12-04', locale),
    paid_on: dateWords('2026-11-20', locale),
    statement_from: dateWords('2026-10-01', locale),
    statement_until: dateWords('2026-11-30', locale),
  };
}

async function ofInvoice(
  { client }: Pick<Gateway, 'client'>,
  who: Staff,
  invoiceId: string,
  locale: string,
): Promise<TagValues> {
  const invoice = await client.query(invoicing.getInvoice, { invoiceId }, who);
  const { customerId, number, currency, due, dueDate, totals } = invoice;
  const { name } = await client.query(directory.getCustomer, { customerId }, who);
  return {
    customer_name: name,
    invoice_number: number ?? '–',
    invoice_total: amountWords(totals.total, currency, locale),
    amount_due: amountWords(due, currency, locale),
    ...(dueDate !== null && { due_date: dateWords(dueDate, locale) }),
  };
}

/** A template as the mail that it would be, with no link in it. */
export async function previewMail(
  g: Pick<Gateway, 'client'>,
  who: Staff,
  { kind, language, wording }: { kind: MailKind; language: MailLanguage; wording: Wording },
  { sender, values }: MailSampleModel,
) {
  const { brand } = await g.client.query(directory.getTenant, {}, who);
  const letter = writeLetter(definitionOf(kind), wording, {
    language,
    sender,
    values: Object.fromEntries(values.filter(({ tag }) => isTag(tag)).map(({ tag, value }) => [tag, value])),
  });
  const { color, onColor, radius_px } = brand;
  return {
    subject: letter.subject,
    preview: letter.preview,
    html: letterHtml(letter, { color, onColor, radius_px, logo: null }).replaceAll(linkPlace, '#'),
    text: letterText(letter).replaceAll(linkPlace, '[link]'),
  };
}
