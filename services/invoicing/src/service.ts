import { answer, handle, react } from '@purser/bus';
import { invoicing as contract, directory, payments } from '@purser/contracts';
import type { ServiceDefinition } from '@purser/service';
import { creditInvoice } from './commands/creditInvoice.ts';
import { draftInvoice } from './commands/draftInvoice.ts';
import { issueInvoice } from './commands/issueInvoice.ts';
import { releasePayment } from './commands/releasePayment.ts';
import { reservePayment } from './commands/reservePayment.ts';
import { voidInvoice } from './commands/voidInvoice.ts';
import { getCredit } from './queries/getCredit.ts';
import { getInvoice } from './queries/getInvoice.ts';
import { onAttemptCancelled } from './reactions/onAttemptCancelled.ts';
import { onCustomerCreated } from './reactions/onCustomerCreated.ts';
import { onPaymentSucceeded } from './reactions/onPaymentSucceeded.ts';
import { onTenantCreated } from './reactions/onTenantCreated.ts';

/** Invoices, credit notes and what is owed: the one place that says how much may be taken, and what money settled. */
export const invoicing: ServiceDefinition = {
  name: 'invoicing',
  migrations: new URL('../migrations/', import.meta.url),
  build: () => ({
    handlers: [
      handle(contract.draftInvoice, draftInvoice),
      handle(contract.issueInvoice, issueInvoice),
      handle(contract.voidInvoice, voidInvoice),
      handle(contract.creditInvoice, creditInvoice),
      handle(contract.reservePayment, reservePayment),
      handle(contract.releasePayment, releasePayment),
      answer(contract.getInvoice, getInvoice),
      answer(contract.getCredit, getCredit),
      react(directory.tenantCreated, 'onTenantCreated', onTenantCreated),
      react(directory.customerCreated, 'onCustomerCreated', onCustomerCreated),
      react(payments.paymentSucceeded, 'onPaymentSucceeded', onPaymentSucceeded),
      react(payments.attemptCancelled, 'onAttemptCancelled', onAttemptCancelled),
    ],
    sends: [
      contract.invoiceIssued,
      contract.paymentAllocated,
      contract.creditCreated,
      contract.invoicePartlyPaid,
      contract.invoicePaid,
      contract.invoiceVoided,
      contract.creditNoteIssued,
    ],
  }),
};
