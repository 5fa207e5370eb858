import { z } from 'zod';
import type { Found } from '../domain/matchContact.ts';

// What we read of Xero's answers; all else is left alone.

const contact = z.object({
  ContactID: z.string(),
  ContactNumber: z.string().nullish(),
  EmailAddress: z.string().nullish(),
  ContactStatus: z.string().nullish(),
  MergedToContactID: z.string().nullish(),
});
const invoice = z.object({
  InvoiceID: z.string(),
  Total: z.number(),
  TotalTax: z.number(),
  CurrencyCode: z.string(),
  Status: z.string(),
  Contact: z.object({ ContactID: z.string() }),
});
const payment = z.object({
  PaymentID: z.string(),
  Amount: z.number(),
  Reference: z.string().nullish(),
  Status: z.string().nullish(),
  Invoice: z.object({ InvoiceID: z.string() }).nullish(),
});

export type XeroInvoice = z.infer<typeof invoice>;
export type XeroPayment = z.infer<typeof payment>;

export function contactsIn(body: unknown): Found[] {
  return z
    .object({ Contacts: z.array(contact) })
    .parse(body)
    .Contacts.map((one) => ({
      contactId: one.ContactID,
      number: one.ContactNumber || null,
      email: one.EmailAddress || null,
      status: one.ContactStatus ?? 'ACTIVE',
      mergedTo: one.MergedToContactID || null,
    }));
}

export function invoicesIn(body: unknown): XeroInvoice[] {
  return z.object({ Invoices: z.array(invoice) }).parse(body).Invoices;
}

export function paymentsIn(body: unknown): XeroPayment[] {
  return z.object({ Payments: z.array(payment) }).parse(body).Payments;
}
