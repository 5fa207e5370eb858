import { amountWords, dateWords } from './words.ts';
import { aboutInvoice } from './writer.ts';
import { staffPath } from './writeStaffMails.ts';

export const writeRefund = aboutInvoice(({ mail, locale, values, link }) => {
  if (mail.sum === null) return { dropped: 'It tells of no refund.' };
  const { amount, currency } = mail.sum;
  return { values: { ...values, amount_refunded: amountWords(amount, currency, locale) }, attachments: [], link };
});

const failures: Record<string, string> = {
  noCardPayment: 'No card payment is left to send it back to.',
  notSendable: 'Stripe sends no amount as small as this.',
  more_permissions_required: 'Your Stripe key lacks a permission; Settings, Stripe names it. Then send it again.',
  neverSent: 'Stripe could not be reached in time.',
};

export const writeFailedRefund = aboutInvoice(({ mail, locale, invoice, values }) => {
  if (mail.sum === null || mail.declineCode === null) return { dropped: 'It tells of no refund.' };
  const { amount, currency } = mail.sum;
  return {
    values: {
      ...values,
      amount_refunded: amountWords(amount, currency, locale),
      problem: failures[mail.declineCode] ?? mail.declineCode.replaceAll('_', ' '),
    },
    attachments: [],
    link: { kind: 'staff', path: staffPath('invoices', 'inv', invoice.invoiceId) },
  };
});

export const writeDispute = aboutInvoice(({ mail, locale, values }) => {
  if (mail.sum === null) return { dropped: 'It tells of no dispute.' };
  const { amount, currency } = mail.sum;
  return {
    values: {
      ...values,
      amount_disputed: amountWords(amount, currency, locale),
      dispute_reason: (mail.declineCode ?? '').replaceAll('_', ' '),
      ...(mail.reference !== null && { answer_by: dateWords(mail.reference.slice(0, 10), locale) }),
    },
    attachments: [],
    link: { kind: 'staff', path: '/admin/disputes' },
  };
});
