import { answer, handle, handleStepped, react } from '@purser/bus';
import { accounting as contract, directory, invoicing } from '@purser/contracts';
import { forgetSubject, type ServiceDefinition } from '@purser/service';
import { beginConnection } from './commands/beginConnection.ts';
import { disconnect } from './commands/disconnect.ts';
import { finishConnection } from './commands/finishConnection.ts';
import { pushDocument } from './commands/pushDocument.ts';
import { retryDocuments } from './commands/retryDocuments.ts';
import { setMapping } from './commands/setMapping.ts';
import { readAccountingConfig } from './config.ts';
import { getConnection } from './queries/getConnection.ts';
import { listDocuments } from './queries/listDocuments.ts';
import { onInvoiceIssued } from './reactions/onInvoiceIssued.ts';
import { onPaymentAllocated } from './reactions/onPaymentAllocated.ts';

/** The tenant's books elsewhere: what is billed and received stands there once. */
export const accounting: ServiceDefinition = {
  name: 'accounting',
  migrations: new URL('../migrations/', import.meta.url),
  build: ({ env, runtime, vault, clock }) => {
    const parts = { config: readAccountingConfig(env), runtime, vault, clock };
    return {
      handlers: [
        handle(contract.beginConnection, beginConnection(parts.config)),
        handleStepped(contract.finishConnection, finishConnection(parts)),
        handle(contract.disconnect, disconnect),
        handle(contract.setMapping, setMapping),
        handleStepped(contract.pushDocument, pushDocument(parts)),
        handle(contract.retryDocuments, retryDocuments),
        react(invoicing.invoiceIssued, 'pushTheInvoice', onInvoiceIssued),
        react(invoicing.paymentAllocated, 'pushThePayment', onPaymentAllocated),
        react(directory.customerErased, 'forgetTheCustomer', forgetSubject(vault)),
        answer(contract.getConnection, getConnection),
        answer(contract.listDocuments, listDocuments),
      ],
      sends: [contract.documentPushed, contract.documentFailed],
    };
  },
};
