import { invoicing } from '@purser/contracts';
import { amountWords, dateWords } from './words.ts';
import { attached, type Writer } from './writer.ts';

/** A frozen statement; what is zero is not spoken of. */
export const writeStatement: Writer = async ({ ask, mail: { documentId, customerId }, locale }) => {
  if (documentId === null) return { dropped: 'It is about no statement.' };
  const document = await ask.query(invoicing.getDocument, { documentId });
  const { model } = document;
  if (model.kind !== 'statement' || document.customerId !== customerId)
    return { dropped: 'It is not a statement of this customer.' };
  const { currency, from, until, closing, ageing, creditAvailable } = model;
  const due = Object.values(ageing).reduce((sum, each) => sum + each, 0);
  const overdue = due - ageing.current;
  const sum = (amount: number) => amountWords(amount, currency, locale);
  const { ref } = await attached(ask, documentId);
  return {
    values: {
      statement_from: dateWords(from, locale),
      statement_until: dateWords(until, locale),
      statement_balance: sum(closing),
      ...(due > 0 && { amount_due: sum(due) }),
      ...(overdue > 0 && { amount_overdue: sum(overdue) }),
      ...(creditAvailable > 0 && { credit_amount: sum(creditAvailable) }),
    },
    attachments: [{ name: `statement-${from}-to-${until}.pdf`, ref }],
    link: null,
  };
};
