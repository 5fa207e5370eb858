import type { DocumentModel, InvoiceDocument, ReceiptDocument } from './model.ts';
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
