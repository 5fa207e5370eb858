import { invoicing } from '@purser/contracts';
import { newId } from '@purser/message';
import type { Cast, Invoice } from './cast.ts';
import { mustBe, see } from './see.ts';

const standard = { id: 'vat-20', name: 'VAT', percent: '20', inclusive: false };
const reduced = { id: 'vat-5', name: 'VAT, reduced', percent: '5', inclusive: false };

const lines = [
  { id: '1', description: 'Workstations, managed', quantity: '12', unitAmount: 45_00, taxes: [standard] },
  { id: '2', description: 'Server care', quantity: '1', unitAmount: 180_00, taxes: [standard] },
  { id: '3', description: 'Energy monitoring', quantity: '3', unitAmount: 25_50, taxes: [reduced] },
];

/** 796.50 net, 144.00 of tax at 20 % and 3.83 (3.825 rounded half up) at 5 %. */
const expected = { net: 796_50, tax: 147_83, total: 944_33 };

/** Three lines under two tax rates become an invoice with a number. */
export async function issueInvoice({ client, staff, customer, customerId }: Cast): Promise<Invoice> {
  const invoiceId = newId();
  const draft = { invoiceId, customerId, currency: 'GBP', lines, note: 'Thank you for your custom.' };
  // Invoicing hears of the customer on its own time.
  await see('a draft can be made for the customer', () => client.command(invoicing.draftInvoice, draft, staff));
  const issued = await client.command(invoicing.issueInvoice, { invoiceId }, staff);
  mustBe('the total', issued.total, expected.total);
  const shown = await see('the customer sees the invoice open', async () => {
    const invoice = await client.query(invoicing.getInvoice, { invoiceId }, customer);
    return invoice.status === 'open' ? invoice : undefined;
  });
  mustBe('the net sum', shown.totals.subtotal, expected.net);
  mustBe('the tax', shown.totals.taxTotal, expected.tax);
  mustBe('what is due', shown.due, expected.total);
  return { invoiceId, number: issued.number, total: issued.total, currency: issued.currency };
}
