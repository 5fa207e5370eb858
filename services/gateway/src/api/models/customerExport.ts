import { directory } from '@purser/contracts';
import { z } from 'zod';
import { customerId } from './common.ts';
import { contactModel } from './customer.ts';
import { invoiceSummary } from './invoice.ts';
import { mailSummary } from './mail.ts';
import { paymentModel } from './payment.ts';

const { customerId: _, terms_days, contacts: __, ...known } = directory.exportCustomerData.output.shape;

/** All that is known of a customer, as one file. */
export const customerExport = z.strictObject({
  id: customerId,
  ...known,
  termsDays: terms_days,
  contacts: z.array(contactModel),
  invoices: z.array(invoiceSummary),
  payments: z.array(paymentModel),
  mails: z.array(mailSummary),
  /** Of these there are more than the ten thousand newest, which stand here. */
  leftOut: z.array(z.enum(['invoices', 'payments', 'mails'])),
});
