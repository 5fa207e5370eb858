import type { Ask } from '@purser/bus';
import { payments } from '@purser/contracts';
import { adviceOn } from '../domain/advice.ts';
import { gaveUpBecause } from '../domain/gaveUp.ts';
import type { Mail } from '../store/mails.ts';
import { dateWords } from './words.ts';
import { aboutInvoice } from './writer.ts';
import { staffPath } from './writeStaffMails.ts';

/** To a customer whose automatic payment did not go through: each kind says what they can do, and none what their bank thinks of them. */
export const writeAutopay = aboutInvoice(async ({ ask, mail, language, locale, invoice, values, link }) => {
  if (invoice.due === 0 || invoice.status === 'void') return { dropped: 'Nothing is due on the invoice any more.' };
  if (await wentThrough(ask, mail)) return { dropped: 'The payment went through after all.' };
  const day = mail.reference === null ? '' : dateWords(mail.reference, locale);
  const advice = adviceOn(mail.declineCode, language);
  return { values: { ...values, advice, next_try: day, pay_by: day }, attachments: [], link };
});

/** Where no bank was asked there is no attempt, and the mail is about the invoice itself. */
async function wentThrough(ask: Ask, { sourceId, invoiceId }: Mail): Promise<boolean> {
  if (sourceId === invoiceId) return false;
  const { status } = await ask.query(payments.getAttempt, { attemptId: sourceId });
  return status === 'succeeded' || status === 'processing';
}

/** To staff, once the time for it is over. What was written off is still told of: it was they who said so. */
export const writeGaveUp = aboutInvoice(async ({ mail, language, invoice, values }) => {
  if (invoice.status === 'paid' || invoice.status === 'void')
    return { dropped: 'Nothing is due on the invoice any more.' };
  return {
    values: { ...values, problem: gaveUpBecause(mail.declineCode, language) },
    attachments: [],
    link: { kind: 'staff', path: staffPath('invoices', 'inv', invoice.invoiceId) },
  };
});
