import { invoicing } from '@purser/contracts';
import { amountWords, dateWords } from './words.ts';
import { aboutInvoice, attached } from './writer.ts';

/** What a payment came to, from its receipt: as it stood when the payment came, since a later one has a mail of its own. */
export const writeReceipt = aboutInvoice(async ({ ask, mail, locale, values, link }) => {
  const { documentId, kind } = mail;
  if (documentId === null) return { dropped: 'There is no receipt.' };
  const [{ model }, receipt] = await Promise.all([
    ask.query(invoicing.getDocument, { documentId }),
    attached(ask, documentId),
  ]);
  if (model.kind !== 'receipt') return { dropped: 'There is no receipt.' };
  const { currency, amount, paidOn, method, invoice } = model;
  const paid = {
    ...values,
    amount_paid: amountWords(amount, currency, locale),
    paid_on: dateWords(paidOn, locale),
    payment_method: method,
  };
  return kind === 'invoicePartlyPaid'
    ? {
        values: { ...paid, amount_due: amountWords(invoice.remaining, currency, locale) },
        attachments: [receipt],
        link,
      }
    : { values: paid, attachments: [receipt], link: null };
});
