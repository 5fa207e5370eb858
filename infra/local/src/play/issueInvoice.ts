import { invoicing } from '@purser/contracts';
import { type Cast, customerOf, type Invoice } from './cast.ts';
import type { Hands, NewLine } from './hands/hands.ts';
import { customer } from './makeCustomer.ts';
import { mustBe, see } from './see.ts';

const lines: NewLine[] = [
  { description: 'Workstations, managed', quantity: '12', unitAmount: 45_00, percent: '20' },
  { description: 'Server care', quantity: '1', unitAmount: 180_00, percent: '20' },
  { description: 'Energy monitoring', quantity: '3', unitAmount: 25_50, percent: '5' },
];

/** 796.50 net, 144.00 of tax at 20 % and 3.83 (3.825 rounded half up) at 5 %. */
const expected = { net: 796_50, tax: 147_83, total: 944_33 };

/** Three lines under two tax rates become an invoice with a number, which the customer sees. */
export async function issueInvoice(cast: Cast, hands: Hands, customerId: string): Promise<Invoice> {
  const invoiceId = await hands.issueInvoice({ customerId, name: customer.name }, lines);
  const shown = await see('the customer sees the invoice open', async () => {
    const invoice = await cast.client.query(invoicing.getInvoice, { invoiceId }, customerOf(cast, customerId));
    return invoice.status === 'open' ? invoice : undefined;
  });
  const { totals, due, number, currency } = shown;
  mustBe('the total', totals.total, expected.total);
  mustBe('the net sum', totals.subtotal, expected.net);
  mustBe('the tax', totals.taxTotal, expected.tax);
  mustBe('what is due', due, expected.total);
  return { invoiceId, customerId, number: number ?? '', total: totals.total, currency };
}
