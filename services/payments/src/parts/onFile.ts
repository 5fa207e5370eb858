import { answer, handle, handleStepped, react, reactInBatches } from '@purser/bus';
import { payments as contract, directory, invoicing } from '@purser/contracts';
import { forgetEvents } from '../applying/forgetEvents.ts';
import { forgetMethods } from '../applying/forgetMethods.ts';
import { chargeInvoice } from '../commands/autopay/chargeInvoice.ts';
import { endDunning } from '../commands/autopay/endDunning.ts';
import { runAutopay } from '../commands/autopay/runAutopay.ts';
import { setAutopay } from '../commands/autopay/setAutopay.ts';
import { setDunningPolicy } from '../commands/autopay/setDunningPolicy.ts';
import { setInvoiceAutopay } from '../commands/autopay/setInvoiceAutopay.ts';
import { checkExpiry, removeMethod, setDefaultMethod } from '../commands/cards/changeMethods.ts';
import { detachMethod } from '../commands/cards/detachMethod.ts';
import { followMethod } from '../commands/cards/followMethod.ts';
import { followSetup } from '../commands/cards/followSetup.ts';
import { prepareSetup } from '../commands/cards/prepareSetup.ts';
import { syncStripeCustomer } from '../commands/cards/syncStripeCustomer.ts';
import type { Outside } from '../outside.ts';
import { getAutopay } from '../queries/getAutopay.ts';
import { getDunningPolicy } from '../queries/getDunningPolicy.ts';
import { getInvoiceAutopay } from '../queries/getInvoiceAutopay.ts';
import { listMethods } from '../queries/listMethods.ts';
import { listStoppedBills } from '../queries/listStoppedBills.ts';
import { previewAutopay } from '../queries/previewAutopay.ts';
import { onBillGivenUp, onCustomerChanged, onInvoiceIssued } from '../reactions.ts';

/** Cards on file, and invoices that are charged to them when they are due. */
export function onFileHandlers(outside: Outside) {
  return [
    handleStepped(contract.prepareSetup, prepareSetup(outside)),
    handleStepped(contract.followSetup, followSetup(outside)),
    handleStepped(contract.followMethod, followMethod(outside)),
    handleStepped(contract.detachMethod, detachMethod(outside)),
    handleStepped(contract.syncStripeCustomer, syncStripeCustomer(outside)),
    handle(contract.removeMethod, removeMethod),
    handle(contract.setDefaultMethod, setDefaultMethod),
    handle(contract.checkExpiry, checkExpiry),
    answer(contract.listMethods, listMethods),
    handleStepped(contract.setAutopay, setAutopay),
    handleStepped(contract.runAutopay, runAutopay),
    handleStepped(contract.chargeInvoice, chargeInvoice(outside)),
    answer(contract.getAutopay, getAutopay),
    ...dunningHandlers(outside),
    reactInBatches(invoicing.invoiceIssued, 'noteTheBill', onInvoiceIssued),
    react(invoicing.invoiceVoided, 'endTheBill', onBillGivenUp),
    react(invoicing.invoiceWrittenOff, 'giveUpTheBill', onBillGivenUp),
    react(directory.customerChanged, 'keepStripeInStep', onCustomerChanged),
    react(directory.customerErased, 'forgetTheirMethods', forgetMethods),
    react(directory.customerErased, 'forgetTheirEvents', forgetEvents),
  ];
}

const dunningHandlers = (outside: Outside) => [
  handle(contract.setDunningPolicy, setDunningPolicy),
  handleStepped(contract.setInvoiceAutopay, setInvoiceAutopay),
  handleStepped(contract.endDunning, endDunning(outside)),
  answer(contract.getDunningPolicy, getDunningPolicy),
  answer(contract.getInvoiceAutopay, getInvoiceAutopay),
  answer(contract.listStoppedBills, listStoppedBills),
  answer(contract.previewAutopay, previewAutopay),
];

export const onFileMessages = [
  contract.followSetup,
  contract.followMethod,
  contract.detachMethod,
  contract.syncStripeCustomer,
  contract.checkExpiry,
  contract.runAutopay,
  contract.chargeInvoice,
  contract.endDunning,
  contract.cancelAttempt,
  contract.autopayGaveUp,
  contract.autopayWaits,
  contract.autopayChanged,
  contract.methodAdded,
  contract.methodRemoved,
  contract.methodExpiring,
];
