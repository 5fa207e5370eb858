import type {
  CreditNoteDocument,
  DocumentModel,
  InvoiceDocument,
  QuoteDocument,
  ReceiptDocument,
  StatementDocument,
} from './model.ts';
import { plainBrand } from './plainBrand.ts';

const common = {
  version: 1,
  number: 'INV-0042',
  locale: 'en-GB',
  currency: 'GBP',
  issuer: {
    name: 'Harbour & Finch Ltd',
    address: { line1: '12 Quay Street', city: 'Bristol', postcode: 'BS1 4QA', country: 'GB' },
    email: 'accounts@harbourfinch.example',
    phone: '+44 117 496 0123',
    website: 'harbourfinch.example',
    taxNumber: 'GB 123 4567 89',
    registrationNumber: '09876543',
  },
  recipient: {
    name: 'Northwind Traders Ltd',
    email: 'payables@northwind.example',
    address: { line1: 'Unit 4', line2: 'Mill Lane', city: 'Leeds', postcode: 'LS1 1AA', country: 'GB' },
  },
  brand: plainBrand,
} as const satisfies Partial<DocumentModel>;

/** An invoice of so many lines at 20 % tax on top, the second with a discount. */
export function invoice(count: number, change: Partial<InvoiceDocument> = {}): InvoiceDocument {
  const lines = Array.from({ length: count }, (_, at) => {
    const discount = at === 1 ? 500 : 0;
    const net = (at + 1) * 1250 * 2 - discount;
    return {
      id: `l${at}`,
      description:
        at % 3 === 0 ? `Design review ${at + 1}` : `Consulting, week ${at + 1}, on site with the team in Leeds`,
      quantity: '2',
      unitAmount: (at + 1) * 1250,
      discount,
      taxes: ['VAT 20%'],
      net,
      tax: net / 5,
      total: net + net / 5,
    };
  });
  const sum = (figure: (line: (typeof lines)[number]) => number) => lines.reduce((all, line) => all + figure(line), 0);
  const [net, tax, discountTotal] = [sum((l) => l.net), sum((l) => l.tax), sum((l) => l.discount)];
  return {
    ...common,
    kind: 'invoice',
    issuedOn: '2026-02-17',
    dueOn: '2026-03-03',
    terms_days: 14,
    poNumber: 'PO-7781',
    note: 'Thank you for your custom.\nQuestions? Just answer the mail this came with.',
    lines,
    totals: {
      subtotal: net + discountTotal,
      discountTotal,
      taxTotal: tax,
      total: net + tax,
      taxes: [{ name: 'VAT', percent: '20', inclusive: false, kind: 'standard', taxable: net, amount: tax }],
    },
    bank: {
      accountName: 'Harbour & Finch Ltd',
      bankName: 'Severn Bank',
      iban: 'GB29NWBK60161331926819',
      bic: 'NWBKGB2L',
      sortCode: '60-16-13',
      accountNumber: '31926819',
    },
    ...change,
  };
}

export function receipt(change: Partial<ReceiptDocument> = {}): ReceiptDocument {
  return {
    ...common,
    kind: 'receipt',
    number: 'REC-0017',
    paidOn: '2026-03-01',
    amount: 5000,
    method: 'Card ending 4242',
    invoice: { number: 'INV-0042', issuedOn: '2026-02-17', total: 17400, paidBefore: 2400, remaining: 10000 },
    ...change,
  };
}

/** An invoice as they leave the house now: with the customer's credit, and where to pay it. */
export function invoiceToPay(count: number, change: Partial<InvoiceDocument> = {}): InvoiceDocument {
  const url = 'https://pay.harbourfinch.example/portal/harbour-finch/invoices/inv_0190f6a2c4d87e3ab1c5d2e4f6071829';
  return invoice(count, { edition: 3, credit: 4500, payment: { url }, ...change });
}

/** Takes back two lines of the sample invoice, one in part; some of it was paid already. */
export function creditNote(change: Partial<CreditNoteDocument> = {}): CreditNoteDocument {
  const taxes = ['VAT 20%'];
  return {
    ...common,
    kind: 'creditNote',
    edition: 3,
    number: 'CN-0007',
    issuedOn: '2026-03-09',
    invoice: { number: 'INV-0042', issuedOn: '2026-02-17' },
    reason: 'The second week was cut short.',
    lines: [
      { id: 'l0', description: 'Design review 1', quantity: '2', taxes, net: 2500, tax: 500, total: 3000 },
      { id: 'l1', description: 'Consulting, week 2, in part', quantity: null, taxes, net: 1500, tax: 300, total: 1800 },
    ],
    totals: {
      net: 4000,
      tax: 800,
      total: 4800,
      taxes: [{ name: 'VAT', percent: '20', inclusive: false, kind: 'standard', taxable: 4000, amount: 800 }],
    },
    offBalance: 3600,
    toCredit: 1200,
    ...change,
  };
}

/** Three lines that are needed, one that may be left out and is in, and one that is not. */
export function quote(change: Partial<QuoteDocument> = {}): QuoteDocument {
  const { lines, totals } = invoice(4);
  const always = lines.map((line, at) => ({ ...line, optional: at === 3, chosen: true }));
  const extra = {
    id: 'l4',
    description: 'Training for the team',
    quantity: '1',
    unitAmount: 40000,
    discount: 0,
    taxes: ['VAT 20%'],
    net: 40000,
    tax: 8000,
    total: 48000,
    optional: true,
    chosen: false,
  };
  return {
    ...common,
    kind: 'quote',
    edition: 3,
    poNumber: 'PO-7781',
    number: 'Q-0019',
    quoteVersion: 2,
    issuedOn: '2026-02-02',
    validUntil: '2026-03-04',
    terms_days: 14,
    note: 'We can begin in the week after you accept.',
    lines: [...always, extra],
    totals,
    ...change,
  };
}

/** A month and what is left of the one before. */
export function statement(change: Partial<StatementDocument> = {}): StatementDocument {
  const opening = 12000;
  const moves = [
    { date: '2026-02-03', kind: 'payment', reference: 'Bank transfer', debit: 0, credit: 12000 },
    { date: '2026-02-17', kind: 'invoice', reference: 'INV-0042', dueOn: '2026-03-03', debit: 17400, credit: 0 },
    { date: '2026-02-20', kind: 'creditNote', reference: 'CN-0007', debit: 0, credit: 3600 },
    { date: '2026-02-24', kind: 'payment', reference: 'Card', debit: 0, credit: 5000 },
  ] as const;
  let balance = opening;
  const entries = moves.map((move) => {
    balance += move.debit - move.credit;
    return { ...move, balance };
  });
  return {
    ...common,
    kind: 'statement',
    number: '',
    from: '2026-02-01',
    until: '2026-02-28',
    opening,
    entries,
    closing: balance,
    ageing: { current: balance, days1to30: 0, days31to60: 0, days61to90: 0, over90: 0 },
    creditAvailable: 1200,
    ...change,
  };
}

/** One of each kind, with its name for a test. */
export const samples: [name: string, model: DocumentModel][] = [
  ['an invoice', invoice(3)],
  ['an invoice to pay online', invoiceToPay(3)],
  ['a receipt', receipt()],
  ['a credit note', creditNote()],
  ['a quote', quote()],
  ['a statement', statement()],
];
