import { answer, handle, handleStepped, react } from '@purser/bus';
import { invoicing as contract, directory, payments } from '@purser/contracts';
import type { ServiceDefinition, ServiceParts } from '@purser/service';
import { creditInvoice } from './commands/creditInvoice.ts';
import { discardDraft } from './commands/discardDraft.ts';
import { draftInvoice } from './commands/draftInvoice.ts';
import { issueInvoice } from './commands/issueInvoice.ts';
import { recordPayment } from './commands/recordPayment.ts';
import { recordView } from './commands/recordView.ts';
import { releasePayment } from './commands/releasePayment.ts';
import { renderDocument } from './commands/renderDocument.ts';
import { reservePayment } from './commands/reservePayment.ts';
import { updateDraft } from './commands/updateDraft.ts';
import { voidInvoice } from './commands/voidInvoice.ts';
import { openPrinting, type Printing, printingOnce } from './printing.ts';
import { getCredit } from './queries/getCredit.ts';
import { getDocument } from './queries/getDocument.ts';
import { getInvoice } from './queries/getInvoice.ts';
import { getReceivables } from './queries/getReceivables.ts';
import { getTimeline } from './queries/getTimeline.ts';
import { invoicesPanel } from './queries/invoicesPanel.ts';
import { listInvoices } from './queries/listInvoices.ts';
import { previewDocument } from './queries/previewDocument.ts';
import { onAttemptCancelled } from './reactions/onAttemptCancelled.ts';
import { onCustomerChanged } from './reactions/onCustomerChanged.ts';
import { onCustomerCreated } from './reactions/onCustomerCreated.ts';
import { onPaymentSucceeded } from './reactions/onPaymentSucceeded.ts';
import { onTenantCreated } from './reactions/onTenantCreated.ts';

/** Invoices, credit notes and what is owed: the one place that says how much may be taken, and what money settled. */
export const invoicing: ServiceDefinition = invoicingWith(openPrinting);

/** The service with a printer of the caller's; for tests that are about other things than paper. */
export function invoicingWith(open: (parts: ServiceParts) => Printing): ServiceDefinition {
  return {
    name: 'invoicing',
    migrations: new URL('../migrations/', import.meta.url),
    build: (parts) => {
      const printing = printingOnce(open(parts));
      return {
        handlers: handlersWith({ ...parts, printing }),
        sends: [
          contract.invoiceDrafted,
          contract.invoiceIssued,
          contract.outsidePaymentRecorded,
          contract.paymentAllocated,
          contract.creditCreated,
          contract.invoicePartlyPaid,
          contract.invoicePaid,
          contract.invoiceVoided,
          contract.creditNoteIssued,
          contract.renderDocument,
        ],
        close: printing.close,
      };
    },
  };
}

function handlersWith(outside: ServiceParts & { printing: ReturnType<typeof printingOnce> }) {
  return [
    handleStepped(contract.draftInvoice, draftInvoice(outside)),
    handleStepped(contract.updateDraft, updateDraft(outside)),
    handle(contract.discardDraft, discardDraft),
    handleStepped(contract.issueInvoice, issueInvoice(outside)),
    handle(contract.voidInvoice, voidInvoice),
    handle(contract.creditInvoice, creditInvoice),
    handle(contract.reservePayment, reservePayment),
    handle(contract.releasePayment, releasePayment),
    handle(contract.recordPayment, recordPayment),
    handle(contract.recordView, recordView),
    handleStepped(contract.renderDocument, renderDocument(outside)),
    answer(contract.getInvoice, getInvoice),
    answer(contract.listInvoices, listInvoices),
    answer(contract.invoicesPanel, invoicesPanel),
    answer(contract.getReceivables, getReceivables),
    answer(contract.getTimeline, getTimeline),
    answer(contract.getDocument, getDocument),
    answer(contract.previewDocument, previewDocument(outside)),
    answer(contract.getCredit, getCredit),
    react(directory.tenantCreated, 'onTenantCreated', onTenantCreated),
    react(directory.customerCreated, 'onCustomerCreated', onCustomerCreated),
    react(directory.customerChanged, 'onCustomerChanged', onCustomerChanged),
    react(payments.paymentSucceeded, 'onPaymentSucceeded', onPaymentSucceeded),
    react(payments.attemptCancelled, 'onAttemptCancelled', onAttemptCancelled),
  ];
}
