import { payments } from '@purser/contracts';
import { adviceOn } from '../domain/advice.ts';
import { amountWords } from './words.ts';
import { aboutInvoice, type Writer } from './writer.ts';

/** An id as addresses have it: what it is of, and its digits. */
export const staffPath = (page: string, prefix: string, id: string) =>
  `/admin/${page}/${prefix}_${id.replaceAll('-', '')}`;

export const writeStaffPayment = aboutInvoice(({ mail, locale, invoice, values }) => {
  if (mail.sum === null) return { dropped: 'It tells of no payment.' };
  const { amount, currency } = mail.sum;
  return {
    values: { ...values, amount_paid: amountWords(amount, currency, locale) },
    attachments: [],
    link: { kind: 'staff', path: staffPath('invoices', 'inv', invoice.invoiceId) },
  };
});

export const writeStaffFailure = aboutInvoice(async ({ ask, mail, language, invoice, values }) => {
  if (invoice.due === 0 || invoice.status === 'void') return { dropped: 'Nothing is due on the invoice any more.' };
  const { status } = await ask.query(payments.getAttempt, { attemptId: mail.sourceId });
  if (status === 'succeeded' || status === 'processing') return { dropped: 'The payment went through after all.' };
  return {
    values: { ...values, problem: adviceOn(mail.declineCode, language) },
    attachments: [],
    link: { kind: 'staff', path: staffPath('invoices', 'inv', invoice.invoiceId) },
  };
});

export const writeBounce: Writer = async ({ mail, own }) => {
  const about = mail.aboutMailId === null ? undefined : await own.mail(mail.aboutMailId);
  if (!about || mail.aboutMailId === null) return { dropped: 'It tells of no mail.' };
  return {
    values: { mail_subject: about.subject, mail_recipient: about.to, problem: about.problem ?? '' },
    attachments: [],
    link: { kind: 'staff', path: staffPath('mails', 'eml', mail.aboutMailId) },
  };
};
