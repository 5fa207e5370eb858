import { type Check, each } from './check.ts';

export const paymentsFinished: Check = {
  promise: 'every payer came to the end of what they had in mind, and the invoice stands as they left it',
  find: ({ journeys, invoices }) => {
    const invoiceOf = new Map(invoices.map((invoice) => [invoice.invoiceId, invoice]));
    return each(journeys, ({ plan, ending, gaveUp }) => {
      const who = `payment ${plan.index} (${plan.way})`;
      if (!ending) return `${who}: ${gaveUp}`;
      const invoice = invoiceOf.get(ending.invoiceId);
      if (!invoice) return `${who}: invoice ${ending.invoiceId} is gone`;
      const { total, paid, offBalance, isVoid } = invoice;
      if (ending.wanted === 'void') return !isVoid && `${who}: not void`;
      return (
        ending.wanted === 'paid' &&
        paid + offBalance + ending.back !== total &&
        `${who}: ${paid} paid, ${ending.back} gone back and ${offBalance} credited of ${total}`
      );
    });
  },
};

export const nothingFell: Check = {
  promise: 'no process ended by itself: each was killed, or goes on',
  find: ({ fell, processes }) => ({ looked: processes, offenders: [...fell] }),
};
