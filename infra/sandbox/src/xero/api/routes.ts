import { getContacts, writeContacts } from '../books/contacts.ts';
import { getCreditNotes, putAllocations, writeCreditNotes } from '../books/creditNotes.ts';
import { getInvoices, writeInvoices } from '../books/invoices.ts';
import { getPayments, writePayments } from '../books/payments.ts';
import { getAccounts, getCurrencies, getOrganisation, getTaxRates, putCurrencies } from '../books/settings.ts';
import type { Reply, XeroCall } from './call.ts';

/** One call of the accounting API: its path below `/api.xro/2.0`, who may make it, and the parameters it plays. */
export interface Route {
  method: string;
  path: RegExp;
  scope: string;
  query: readonly string[];
  run: (call: XeroCall) => Reply;
}

const paged = ['where', 'order', 'page', 'pageSize', 'summaryOnly', 'searchTerm', 'includeArchived'];
const written = ['summarizeErrors', 'unitdp'];
const named = (name: string): RegExp => new RegExp(`^/${name}(?:/([^/]+))?$`);

const read = (name: string, scope: string, query: readonly string[], run: Route['run']): Route => ({
  method: 'GET',
  path: named(name),
  scope,
  query,
  run,
});

const write = (name: string, scope: string, run: Route['run']): Route[] => [
  { method: 'PUT', path: new RegExp(`^/${name}$`), scope, query: written, run },
  { method: 'POST', path: named(name), scope, query: written, run },
];

/** Everything the sandbox plays of the accounting API. */
export const routes: readonly Route[] = [
  read('Contacts', 'accounting.contacts', [...paged, 'IDs'], getContacts),
  ...write('Contacts', 'accounting.contacts', writeContacts),
  read(
    'Invoices',
    'accounting.invoices',
    [...paged, 'unitdp', 'IDs', 'InvoiceNumbers', 'ContactIDs', 'Statuses'],
    getInvoices,
  ),
  ...write('Invoices', 'accounting.invoices', writeInvoices),
  read('CreditNotes', 'accounting.invoices', [...paged, 'unitdp', 'IDs'], getCreditNotes),
  ...write('CreditNotes', 'accounting.invoices', writeCreditNotes),
  {
    method: 'PUT',
    path: /^\/CreditNotes\/([^/]+)\/Allocations$/,
    scope: 'accounting.invoices',
    query: written,
    run: putAllocations,
  },
  read('Payments', 'accounting.payments', paged, getPayments),
  ...write('Payments', 'accounting.payments', writePayments),
  read('Accounts', 'accounting.settings', ['where', 'order'], getAccounts),
  read('TaxRates', 'accounting.settings', ['where', 'order'], getTaxRates),
  read('Currencies', 'accounting.settings', ['where', 'order'], getCurrencies),
  { method: 'PUT', path: /^\/Currencies$/, scope: 'accounting.settings', query: [], run: putCurrencies },
  read('Organisation', 'accounting.settings', [], getOrganisation),
];
