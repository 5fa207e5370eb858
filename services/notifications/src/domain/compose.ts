import type { Letter } from './letter.ts';

/** Whom a mail is from and to. */
export type Parties = { tenantName: string; contact: string | null; customerName: string };

/** An invoice, in words: `due` is what is left to pay. */
export type InvoiceWords = { number: string; total: string; due: string; dueOn: string };
export type PaymentWords = { amount: string; paidOn: string; method: string };

const letter = (from: Parties, parts: Omit<Letter, 'greeting' | 'sender'>): Letter => ({
  ...parts,
  greeting: `Dear ${from.customerName},`,
  sender: { name: from.tenantName, contact: from.contact },
});

const questions = ({ contact }: Parties) =>
  contact ? [`Questions? Reply to this mail or write to ${contact}.`] : ['Questions? Reply to this mail.'];

const forwarding = 'The link shows this one invoice to whoever has it, and lets them pay it. It opens nothing else.';

const invoiceFacts = ({ number, total, due, dueOn }: InvoiceWords) => [
  { label: 'Invoice', value: number },
  { label: 'Total', value: total },
  ...(due === total ? [] : [{ label: 'Still due', value: due }]),
  { label: 'Due by', value: dueOn },
];

export function invoiceIssued(from: Parties, invoice: InvoiceWords): Letter {
  return letter(from, {
    subject: `Invoice ${invoice.number} from ${from.tenantName}: ${invoice.total} due by ${invoice.dueOn}`,
    preview: `${invoice.total}, due by ${invoice.dueOn}. The invoice is attached.`,
    paragraphs: [
      `here is your invoice ${invoice.number}. You will find it attached as a PDF, and you can pay it online.`,
    ],
    facts: invoiceFacts(invoice),
    button: `View and pay ${invoice.due}`,
    aside: [forwarding, ...questions(from)],
  });
}

/** Asked for again by whoever has the address on file, or sent again by staff. */
export function invoiceLink(from: Parties, invoice: InvoiceWords & { isSettled: boolean }): Letter {
  const { number, due } = invoice;
  return letter(from, {
    subject: `Your link to invoice ${number} from ${from.tenantName}`,
    preview: invoice.isSettled ? 'Nothing is due on it.' : `${due} is due by ${invoice.dueOn}.`,
    paragraphs: [`here is a fresh link to invoice ${number}. The invoice is attached as a PDF.`],
    facts: invoiceFacts(invoice),
    button: invoice.isSettled ? 'View the invoice' : `View and pay ${due}`,
    aside: [forwarding, ...questions(from)],
  });
}

export function invoicePaid(from: Parties, { number }: { number: string }, payment: PaymentWords): Letter {
  return letter(from, {
    subject: `Payment received: ${payment.amount} for invoice ${number}`,
    preview: `Thank you. Invoice ${number} is paid.`,
    paragraphs: [`thank you: we received ${payment.amount}, and invoice ${number} is paid. Your receipt is attached.`],
    facts: paymentFacts(number, payment),
    button: null,
    aside: questions(from),
  });
}

export function invoicePartlyPaid(
  from: Parties,
  { number, due, dueOn }: Pick<InvoiceWords, 'number' | 'due' | 'dueOn'>,
  payment: PaymentWords,
): Letter {
  return letter(from, {
    subject: `Payment received: ${payment.amount} towards invoice ${number}`,
    preview: `Thank you. ${due} is still due by ${dueOn}.`,
    paragraphs: [
      `thank you: we received ${payment.amount} towards invoice ${number}. ${due} is still due by ${dueOn}. Your receipt is attached.`,
    ],
    facts: [...paymentFacts(number, payment), { label: 'Still due', value: due }, { label: 'Due by', value: dueOn }],
    button: `Pay the remaining ${due}`,
    aside: [forwarding, ...questions(from)],
  });
}

const paymentFacts = (number: string, { amount, paidOn, method }: PaymentWords) => [
  { label: 'Received', value: amount },
  { label: 'On', value: paidOn },
  { label: 'By', value: method },
  { label: 'Invoice', value: number },
];

export function paymentFailed(
  from: Parties,
  { number, due, dueOn }: Pick<InvoiceWords, 'number' | 'due' | 'dueOn'>,
  advice: string,
): Letter {
  return letter(from, {
    subject: `Your payment of invoice ${number} did not go through`,
    preview: `Nothing was taken. ${advice}`,
    paragraphs: [`a payment of invoice ${number} did not go through. Nothing was taken from your account.`, advice],
    facts: [
      { label: 'Invoice', value: number },
      { label: 'Due', value: due },
      { label: 'Due by', value: dueOn },
    ],
    button: `Try again: pay ${due}`,
    aside: [forwarding, ...questions(from)],
  });
}

export function signInLink(from: Parties): Letter {
  return letter(from, {
    subject: `Sign in to ${from.tenantName}`,
    preview: 'The link works once, for ten minutes.',
    paragraphs: ['here is the link you asked for. It signs you in to your invoices and payments.'],
    facts: [],
    button: 'Sign in',
    aside: [
      'The link works once, for ten minutes, in the browser in which you asked for it.',
      'You did not ask for it? Then somebody typed your address by mistake, and there is nothing you need to do.',
    ],
  });
}
