import { type InvoiceDocument, plainBrand } from '@purser/document';

const work = [
  'Design review',
  'Consulting on site',
  'Hosting, one month',
  'Support beyond the agreed hours',
  'Training for the team',
];

/** An invoice of so many lines, as a small company might send it. */
export function invoice(count: number): InvoiceDocument {
  const lines = Array.from({ length: count }, (_, at) => {
    const [quantity, unitAmount] = [1 + (at % 7), 1995 + at * 137];
    const net = quantity * unitAmount;
    const tax = Math.round(net / 5);
    const description = `${work[at % work.length]}, ${at + 1} of ${count}`;
    return {
      id: `${at}`,
      description,
      quantity: `${quantity}`,
      unitAmount,
      discount: 0,
      taxes: ['VAT 20%'],
      net,
      tax,
      total: net + tax,
    };
  });
  const sum = (figure: 'net' | 'tax') => lines.reduce((all, line) => all + line[figure], 0);
  const [net, tax] = [sum('net'), sum('tax')];
  const address = { line1: '12 Quay Street', city: 'Bristol', postcode: 'BS1 4QA', country: 'GB' };
  return {
    version: 1,
    kind: 'invoice',
    edition: 3,
    number: 'INV-0042',
    locale: 'en-GB',
    currency: 'GBP',
    brand: plainBrand,
    issuer: {
      name: 'Harbour & Finch Ltd',
      address,
      email: 'accounts@harbourfinch.example',
      phone: null,
      website: 'harbourfinch.example',
      taxNumber: 'GB 123 4567 89',
      registrationNumber: '09876543',
    },
    recipient: {
      name: 'Northwind Traders Ltd',
      email: 'payables@northwind.example',
      address: { ...address, line1: '4 Mill Lane' },
    },
    issuedOn: '2026-02-17',
    dueOn: '2026-03-03',
    terms_days: 14,
    poNumber: 'PO-7781',
    note: 'Thank you for your custom.',
    lines,
    totals: {
      subtotal: net,
      discountTotal: 0,
      taxTotal: tax,
      total: net + tax,
      taxes: [{ name: 'VAT', percent: '20', inclusive: false, kind: 'standard', taxable: net, amount: tax }],
    },
    credit: 4500,
    payment: {
      url: 'https://pay.harbourfinch.example/portal/harbour-finch/invoices/inv_0190f6a2c4d87e3ab1c5d2e4f6071829',
    },
    bank: { accountName: 'Harbour & Finch Ltd', iban: 'GB29NWBK60161331926819', bic: 'NWBKGB2L' },
  };
}
