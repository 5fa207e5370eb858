import { isFault } from '@purser/fault';
import { amountWords } from './words.ts';
import { aboutInvoice, attached, type Writer } from './writer.ts';

export const writeCreditNote = aboutInvoice(async ({ ask, mail, locale, values, link }) => {
  const { sum, reference, documentId } = mail;
  if (sum === null || reference === null || documentId === null) return { dropped: 'It tells of no credit note.' };
  // One from before credit notes were frozen has no document.
  const pdf = await attached(ask, documentId).catch((error: unknown) => {
    if (isFault(error) && error.kind === 'notFound') return null;
    throw error;
  });
  return {
    values: {
      ...values,
      credit_note_number: reference,
      credit_note_total: amountWords(sum.amount, sum.currency, locale),
      ...(sum.credit > 0 && { credit_amount: amountWords(sum.credit, sum.currency, locale) }),
    },
    attachments: pdf === null ? [] : [pdf],
    link,
  };
});

export const writeCredit: Writer = async ({ mail: { sum }, locale }) =>
  sum === null
    ? { dropped: 'It tells of no credit.' }
    : {
        values: { credit_amount: amountWords(sum.credit, sum.currency, locale) },
        attachments: [],
        link: null,
      };
