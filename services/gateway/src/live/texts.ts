import { type Currency, format, isCurrency, money } from '@purser/money';
import { shown } from '../api/ids.ts';
import type { LiveEventModel, LiveType } from '../api/models/live.ts';
import type { Happening } from './happening.ts';

type Words = { number: string; customer: string; amount: string };

const staffTexts: Record<LiveType, (words: Words) => string> = {
  'invoice.drafted': ({ customer, amount }) => `Draft for ${customer}: ${amount}`,
  'invoice.issued': ({ number, customer, amount }) => `${number} issued to ${customer}: ${amount}`,
  'invoice.paid': ({ number, customer }) => `${number} is paid by ${customer}`,
  'invoice.partlyPaid': ({ number, amount }) => `${number} is partly paid; ${amount} is left`,
  'invoice.voided': ({ number }) => `${number} was voided`,
  'invoice.writtenOff': ({ number, amount }) => `${number} was written off: ${amount}`,
  'invoice.reopened': ({ number, amount }) => `${number} is owed again: ${amount}`,
  'credit.created': ({ number, amount }) => `${number} was credited: ${amount}`,
  'quote.sent': ({ number, customer, amount }) => `Quote ${number} sent to ${customer}: ${amount}`,
  'quote.accepted': ({ number, customer, amount }) => `${customer} accepted ${number}: ${amount}`,
  'quote.declined': ({ number, customer }) => `${customer} declined ${number}`,
  'quote.expired': ({ number, customer }) => `Quote ${number} to ${customer} has expired`,
  'quote.withdrawn': ({ number }) => `Quote ${number} was withdrawn`,
  'quote.converted': ({ number }) => `Quote ${number} became a draft invoice`,
  'quote.askedFor': ({ number, customer }) => `${customer} asks for a new quote in place of ${number}`,
  'payment.succeeded': ({ customer, amount }) => `${amount} received from ${customer}`,
  'payment.failed': ({ customer, amount }) => `A payment of ${amount} by ${customer} was declined`,
  'payment.recorded': ({ customer, amount }) => `${amount} from ${customer} was recorded`,
  'autopay.changed': ({ customer }) => `Automatic payment of ${customer} was changed`,
  'autopay.gaveUp': ({ customer }) => `Automatic payment of an invoice of ${customer} was given up`,
  'method.added': ({ customer }) => `${customer} has a card on file`,
  'method.removed': ({ customer }) => `A card of ${customer} is off file`,
  'method.expiring': ({ customer }) => `A card of ${customer} ends soon`,
  'payment.reversed': ({ number, amount }) => `${amount} of ${number} is owed again`,
  'refund.succeeded': ({ customer, amount }) => `${amount} went back to ${customer}`,
  'refund.failed': ({ customer, amount }) => `A refund of ${amount} to ${customer} could not be sent`,
  'dispute.opened': ({ customer, amount }) => `${customer}’s bank disputes ${amount}`,
  'dispute.closed': ({ customer, amount }) => `The dispute with ${customer} over ${amount} has ended`,
  'customer.created': ({ customer }) => `${customer} is a new customer`,
  'customer.changed': ({ customer }) => `${customer} was changed`,
  'mail.sent': ({ customer }) => `A mail to ${customer} was sent`,
  'mail.failed': ({ customer }) => `A mail to ${customer} could not be sent`,
  'accounting.pushed': ({ customer }) => `The books have a document of ${customer}`,
  'accounting.failed': ({ customer }) => `The books did not take a document of ${customer}`,
  'attempt.cancelled': ({ customer }) => `A payment by ${customer} was given up`,
};

/** What a customer hears of, and in which words. */
const customerTexts: Partial<Record<LiveType, (words: Words) => string>> = {
  'invoice.issued': ({ amount }) => `A new invoice over ${amount}`,
  'invoice.paid': () => 'This invoice is paid. Thank you.',
  'invoice.partlyPaid': ({ amount }) => `Part of it is paid; ${amount} is left`,
  'invoice.voided': () => 'This invoice was withdrawn',
  'credit.created': ({ amount }) => `${amount} was credited`,
  'quote.sent': ({ amount }) => `A new quote over ${amount}`,
  'quote.accepted': () => 'This quote is accepted. Thank you.',
  'quote.declined': () => 'This quote was declined',
  'quote.expired': () => 'This quote has expired',
  'quote.withdrawn': () => 'This quote was withdrawn',
  'payment.succeeded': ({ amount }) => `Your payment of ${amount} was received`,
  'payment.failed': () => 'A payment did not go through',
  'payment.recorded': ({ amount }) => `Your payment of ${amount} was received`,
  'refund.succeeded': ({ amount }) => `${amount} was refunded to you`,
  'attempt.cancelled': () => 'A payment was given up',
};

/** What staff read of it. */
export function staffEvent(
  happening: Happening,
  names: { customer?: string | undefined; number?: string | undefined },
): LiveEventModel {
  const number = happening.number ?? names.number;
  const words = {
    number: number ?? 'An invoice',
    customer: names.customer ?? 'a customer',
    amount: amountText(happening),
  };
  return {
    ...bare(happening),
    ...(names.customer && { customerName: names.customer }),
    ...(number && { number }),
    text: staffTexts[happening.type](words),
  };
}

/** @returns undefined for what is no affair of customers */
export function customerEvent(happening: Happening): LiveEventModel | undefined {
  const text = customerTexts[happening.type];
  if (!text) return undefined;
  const words = { number: happening.number ?? 'Your invoice', customer: '', amount: amountText(happening) };
  return { ...bare(happening), ...(happening.number && { number: happening.number }), text: text(words) };
}

function bare({ id, type, at, invoiceId, quoteId, customerId, amount }: Happening): Omit<LiveEventModel, 'text'> {
  return {
    id,
    type,
    at,
    ...(invoiceId && { invoiceId: shown('inv', invoiceId) }),
    ...(quoteId && { quoteId: shown('quo', quoteId) }),
    ...(customerId && { customerId: shown('cus', customerId) }),
    ...(amount && { amount }),
  };
}

function amountText({ amount }: Happening): string {
  if (!amount) return '';
  if (!isCurrency(amount.currency)) return `${amount.amount} ${amount.currency}`;
  const code: Currency = amount.currency;
  return format(money(BigInt(amount.amount), code), 'en-GB');
}
