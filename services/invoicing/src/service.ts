import { answer, handle, handleStepped, react, reactInBatches } from '@purser/bus';
import { invoicing as contract, directory, notifications, payments } from '@purser/contracts';
import { forgetSubject, type ServiceDefinition, type ServiceParts } from '@purser/service';
import { addNote } from './commands/addNote.ts';
import { applyCredit } from './commands/applyCredit.ts';
import { cancelRun } from './commands/cancelRun.ts';
import { chaseInvoice } from './commands/chaseInvoice.ts';
import { continueRun } from './commands/continueRun.ts';
import { createRecurringInvoice } from './commands/createRecurringInvoice.ts';
import { createTaxRate } from './commands/createTaxRate.ts';
import { creditInvoice } from './commands/creditInvoice.ts';
import { discardDraft } from './commands/discardDraft.ts';
import { draftInvoice } from './commands/draftInvoice.ts';
import { duplicateInvoice } from './commands/duplicateInvoice.ts';
import { endRecurringInvoice } from './commands/endRecurringInvoice.ts';
import { endTaxRate } from './commands/endTaxRate.ts';
import { issueInvoice } from './commands/issueInvoice.ts';
import { issueRecurringRun } from './commands/issueRecurringRun.ts';
import { makeStatement } from './commands/makeStatement.ts';
import { pauseRecurringInvoice } from './commands/pauseRecurringInvoice.ts';
import { rechaseInvoices } from './commands/rechaseInvoices.ts';
import { recordPayment } from './commands/recordPayment.ts';
import { recordView } from './commands/recordView.ts';
import { releasePayment } from './commands/releasePayment.ts';
import { renderDocument } from './commands/renderDocument.ts';
import { reopenInvoice } from './commands/reopenInvoice.ts';
import { reservePayment } from './commands/reservePayment.ts';
import { resumeRecurringInvoice } from './commands/resumeRecurringInvoice.ts';
import { resumeRun } from './commands/resumeRun.ts';
import { runRecurringInvoice } from './commands/runRecurringInvoice.ts';
import { setCustomerReminders } from './commands/setCustomerReminders.ts';
import { setLateFees } from './commands/setLateFees.ts';
import { setReminders } from './commands/setReminders.ts';
import { startRun } from './commands/startRun.ts';
import { updateDraft } from './commands/updateDraft.ts';
import { updateRecurringInvoice } from './commands/updateRecurringInvoice.ts';
import { updateSeries } from './commands/updateSeries.ts';
import { updateTaxRate } from './commands/updateTaxRate.ts';
import { voidInvoice } from './commands/voidInvoice.ts';
import { writeOffInvoice } from './commands/writeOffInvoice.ts';
import { readPublicUrl } from './config.ts';
import { goingBackHandlers, goingBackMessages } from './goingBack.ts';
import { openPrinting, type Printing, printingOnce } from './printing.ts';
import { getAgeing } from './queries/getAgeing.ts';
import { getBalances } from './queries/getBalances.ts';
import { getChasing } from './queries/getChasing.ts';
import { getCredit } from './queries/getCredit.ts';
import { getCreditNote } from './queries/getCreditNote.ts';
import { getCustomerReminders } from './queries/getCustomerReminders.ts';
import { getCustomerStanding } from './queries/getCustomerStanding.ts';
import { getCustomerTimeline } from './queries/getCustomerTimeline.ts';
import { getDocument } from './queries/getDocument.ts';
import { getDues } from './queries/getDues.ts';
import { getInvoice } from './queries/getInvoice.ts';
import { getReceivables } from './queries/getReceivables.ts';
import { getRecurringAttention } from './queries/getRecurringAttention.ts';
import { getRecurringInvoice } from './queries/getRecurringInvoice.ts';
import { getRun } from './queries/getRun.ts';
import { getStatement } from './queries/getStatement.ts';
import { getTaxReport } from './queries/getTaxReport.ts';
import { getTimeline } from './queries/getTimeline.ts';
import { getUnfinished } from './queries/getUnfinished.ts';
import { invoicesPanel } from './queries/invoicesPanel.ts';
import { listCreditNotes } from './queries/listCreditNotes.ts';
import { listDebtors } from './queries/listDebtors.ts';
import { listInvoices } from './queries/listInvoices.ts';
import { listOwed } from './queries/listOwed.ts';
import { listRecurringInvoices } from './queries/listRecurringInvoices.ts';
import { listRunItems } from './queries/listRunItems.ts';
import { listRuns } from './queries/listRuns.ts';
import { listSeries } from './queries/listSeries.ts';
import { listTaxRates } from './queries/listTaxRates.ts';
import { previewDocument } from './queries/previewDocument.ts';
import { recurringInvoicesPanel } from './queries/recurringInvoicesPanel.ts';
import { quoteEvents, quoteHandlers } from './quotes.ts';
import { onAttemptCancelled } from './reactions/onAttemptCancelled.ts';
import { onCustomerChanged } from './reactions/onCustomerChanged.ts';
import { onCustomerCreated } from './reactions/onCustomerCreated.ts';
import { onPaymentsSucceeded } from './reactions/onPaymentsSucceeded.ts';
import { onTenantChanged } from './reactions/onTenantChanged.ts';
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
        handlers: handlersWith({ ...parts, printing, publicUrl: readPublicUrl(parts.env) }),
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
          contract.creditApplied,
          ...goingBackMessages,
          contract.invoiceWrittenOff,
          contract.writeOffReversed,
          contract.renderDocument,
          ...quoteEvents,
          contract.continueRun,
          notifications.sendInvoiceLink,
          contract.reminderDue,
          contract.issueInvoice,
        ],
        close: printing.close,
      };
    },
  };
}

type Given = ServiceParts & { printing: ReturnType<typeof printingOnce>; publicUrl: string | undefined };

function handlersWith(outside: Given) {
  return [
    handleStepped(contract.draftInvoice, draftInvoice(outside)),
    handleStepped(contract.updateDraft, updateDraft(outside)),
    handle(contract.discardDraft, discardDraft),
    handleStepped(contract.issueInvoice, issueInvoice(outside)),
    handle(contract.voidInvoice, voidInvoice),
    handle(contract.creditInvoice, creditInvoice),
    handle(contract.applyCredit, applyCredit),
    handle(contract.writeOffInvoice, writeOffInvoice),
    handle(contract.reopenInvoice, reopenInvoice),
    handle(contract.addNote, addNote),
    handle(contract.duplicateInvoice, duplicateInvoice),
    handle(contract.updateSeries, updateSeries),
    handle(contract.reservePayment, reservePayment),
    handle(contract.releasePayment, releasePayment),
    handle(contract.recordPayment, recordPayment),
    handle(contract.recordView, recordView),
    handleStepped(contract.renderDocument, renderDocument(outside)),
    handle(contract.createTaxRate, createTaxRate),
    handle(contract.updateTaxRate, updateTaxRate),
    handle(contract.endTaxRate, endTaxRate),
    handle(contract.startRun, startRun),
    handleStepped(contract.continueRun, continueRun(outside)),
    handle(contract.cancelRun, cancelRun),
    handle(contract.resumeRun, resumeRun),
    answer(contract.getRun, getRun),
    answer(contract.getUnfinished, getUnfinished),
    answer(contract.listRuns, listRuns),
    answer(contract.listRunItems, listRunItems),
    ...quoteHandlers(outside),
    ...goingBackHandlers,
    handle(contract.setReminders, setReminders),
    handle(contract.setLateFees, setLateFees),
    handle(contract.setCustomerReminders, setCustomerReminders),
    handle(contract.chaseInvoice, chaseInvoice),
    handle(contract.rechaseInvoices, rechaseInvoices),
    handleStepped(contract.createRecurringInvoice, createRecurringInvoice(outside)),
    handle(contract.updateRecurringInvoice, updateRecurringInvoice),
    handle(contract.pauseRecurringInvoice, pauseRecurringInvoice),
    handle(contract.resumeRecurringInvoice, resumeRecurringInvoice),
    handle(contract.endRecurringInvoice, endRecurringInvoice),
    handle(contract.runRecurringInvoice, runRecurringInvoice),
    handleStepped(contract.issueRecurringRun, issueRecurringRun(outside)),
    answer(contract.getRecurringInvoice, getRecurringInvoice),
    answer(contract.listRecurringInvoices, listRecurringInvoices),
    answer(contract.recurringInvoicesPanel, recurringInvoicesPanel),
    answer(contract.getRecurringAttention, getRecurringAttention),
    answer(contract.getChasing, getChasing),
    answer(contract.getCustomerReminders, getCustomerReminders),
    answer(contract.getInvoice, getInvoice),
    answer(contract.listInvoices, listInvoices),
    answer(contract.invoicesPanel, invoicesPanel),
    answer(contract.getReceivables, getReceivables),
    answer(contract.getCustomerTimeline, getCustomerTimeline),
    answer(contract.getTimeline, getTimeline),
    answer(contract.getDocument, getDocument),
    answer(contract.previewDocument, previewDocument(outside)),
    answer(contract.getCredit, getCredit),
    answer(contract.listTaxRates, listTaxRates),
    answer(contract.getTaxReport, getTaxReport),
    answer(contract.listCreditNotes, listCreditNotes),
    answer(contract.getCreditNote, getCreditNote),
    answer(contract.getBalances, getBalances),
    answer(contract.getDues, getDues),
    answer(contract.listDebtors, listDebtors),
    answer(contract.listSeries, listSeries),
    handleStepped(contract.makeStatement, makeStatement),
    answer(contract.getStatement, getStatement),
    answer(contract.getAgeing, getAgeing),
    answer(contract.listOwed, listOwed),
    answer(contract.getCustomerStanding, getCustomerStanding),
    ...reactionsWith(outside),
  ];
}

function reactionsWith({ vault }: Pick<ServiceParts, 'vault'>) {
  return [
    react(directory.tenantChanged, 'onTenantChanged', onTenantChanged),
    react(directory.tenantCreated, 'onTenantCreated', onTenantCreated),
    react(directory.customerCreated, 'onCustomerCreated', onCustomerCreated),
    react(directory.customerChanged, 'onCustomerChanged', onCustomerChanged),
    react(directory.customerErased, 'onCustomerErased', forgetSubject(vault)),
    reactInBatches(payments.paymentSucceeded, 'onPaymentSucceeded', onPaymentsSucceeded),
    react(payments.attemptCancelled, 'onAttemptCancelled', onAttemptCancelled),
  ];
}
