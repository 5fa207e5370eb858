import { z } from 'zod';
import { type Accountant, hireAccountant, type Xero } from '../town/accountant.ts';
import type { Town } from '../town/people.ts';
import { askSandbox } from '../town/sandbox.ts';
import type { AtXero } from './snapshot.ts';

const contact = z.object({ ContactID: z.string(), ContactNumber: z.string().optional() });
const invoice = z.object({
  InvoiceID: z.string(),
  InvoiceNumber: z.string(),
  Contact: z.object({ ContactID: z.string() }),
  CurrencyCode: z.string(),
  Status: z.string(),
  Total: z.number(),
  TotalTax: z.number(),
  AmountDue: z.number(),
});
const payment = z.object({
  PaymentID: z.string(),
  Reference: z.string(),
  Amount: z.number(),
  Status: z.string(),
  Invoice: z.object({ InvoiceID: z.string(), CurrencyCode: z.string() }),
});
const organisation = z.object({ OrganisationID: z.string() });

/** What stands in each organisation there is, the tenants' and all others. */
export async function readBooks(xero: Xero, { tenants }: Town): Promise<AtXero[]> {
  const all = z.array(organisation).parse(await askSandbox(xero.sandbox, 'GET', '/xero/organisations'));
  return Promise.all(
    all.map(async ({ OrganisationID: id }) => {
      const accountant = await hireAccountant(xero, id);
      const tenant = tenants.find((one) => one.organisation === id)?.id;
      return { tenant, organisation: id, ...(await readAll(accountant)) };
    }),
  );
}

async function readAll({ read }: Accountant): Promise<Omit<AtXero, 'tenant' | 'organisation'>> {
  const { Contacts } = z.object({ Contacts: z.array(contact) }).parse(await read('/Contacts?includeArchived=true'));
  const { Invoices } = z.object({ Invoices: z.array(invoice) }).parse(await read('/Invoices'));
  const { Payments } = z.object({ Payments: z.array(payment) }).parse(await read('/Payments'));
  return {
    contacts: Contacts.map(({ ContactID, ContactNumber = '' }) => ({ id: ContactID, number: ContactNumber })),
    invoices: Invoices.map((one) => ({
      id: one.InvoiceID,
      number: one.InvoiceNumber,
      contactId: one.Contact.ContactID,
      status: one.Status,
      currency: one.CurrencyCode,
      total: minorUnits(one.Total, one.CurrencyCode),
      tax: minorUnits(one.TotalTax, one.CurrencyCode),
      due: minorUnits(one.AmountDue, one.CurrencyCode),
    })),
    payments: Payments.filter(({ Status }) => Status !== 'DELETED').map((one) => ({
      id: one.PaymentID,
      reference: one.Reference,
      invoiceId: one.Invoice.InvoiceID,
      amount: minorUnits(one.Amount, one.Invoice.CurrencyCode),
    })),
  };
}

/** Not a number for a figure with more places than its currency has. */
function minorUnits(figure: number, currency: string): number {
  const { maximumFractionDigits: places = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  const units = figure * 10 ** places;
  return Math.abs(units - Math.round(units)) < 1e-6 ? Math.round(units) : Number.NaN;
}
