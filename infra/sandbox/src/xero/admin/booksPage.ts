import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { deskPage } from '../../admin/desk.ts';
import { AdminError } from '../../admin/json.ts';
import { latestCalls } from '../api/requests.ts';
import { all, type Books, byId } from '../books/documents.ts';
import { type Organisation, organisations } from '../books/organisation.ts';
import { settlementOf } from '../books/settlement.ts';
import type { CreditNote, Invoice } from '../books/types.ts';
import { connections } from '../oauth/connections.ts';
import type { XeroWorld } from '../world.ts';
import { chip, dayText, money } from './figures.ts';
import { booksStyle } from './style.ts';

const tabs = {
  invoices: 'Invoices',
  credits: 'Credit notes',
  payments: 'Payments',
  contacts: 'Contacts',
  accounts: 'Chart of accounts',
  requests: 'Requests',
} as const;
type Tab = keyof typeof tabs;
const isTab = (name: string | undefined): name is Tab => name !== undefined && Object.hasOwn(tabs, name);

type Html = ReturnType<typeof html>;
type Cell = Html | string;

/** A table that turns into cards on a phone; a head that starts with `>` stands over figures. */
function table(name: string, heads: readonly string[], rows: readonly (readonly Cell[])[], empty: string) {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  const head = (text: string) => text.replace('>', '');
  const kind = (text: string | undefined) => (text?.startsWith('>') ? 'num right' : '');
  return html`<div class="scroll"><table class="cards ${name}"><thead><tr>${heads.map((text) => html`<th class="${kind(text)}">${head(text)}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell, index) => html`<td class="${kind(heads[index])}" data-head="${head(heads[index] ?? '')}">${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}

const nameOf = (books: Books, contact: string): string => byId(books, 'contact', contact)?.name ?? '';

function bills(books: Books, list: readonly (Invoice | CreditNote)[], path: string, empty: string) {
  const rows = list.map((bill): Cell[] => {
    const { paid, credited, due } = settlementOf(books, bill);
    return [
      html`<a href="/_sandbox/xero/organisations/${books.tenant}/${path}/${bill.id}">${bill.number || 'Bill'}</a>`,
      nameOf(books, bill.contact),
      dayText(bill.date),
      dayText(bill.dueDate),
      chip(bill.status, true),
      money(bill.total, bill.currency),
      paid + credited === 0 ? '' : money(paid + credited, bill.currency),
      due === 0 ? '' : money(due, bill.currency),
    ];
  });
  return table('bills', ['Number', 'Contact', 'Date', 'Due', 'Status', '>Total', '>Settled', '>Open'], rows, empty);
}

function payments(books: Books) {
  const rows = all(books, 'payment')
    .toReversed()
    .map((payment): Cell[] => {
      const bill = byId(books, payment.of, payment.bill);
      return [
        bill?.number ?? '',
        dayText(payment.date),
        bill ? nameOf(books, bill.contact) : '',
        byId(books, 'account', payment.account)?.name ?? '',
        payment.reference,
        payment.status === 'DELETED' ? chip('DELETED') : payment.isReconciled ? 'reconciled' : '',
        money(payment.amount, bill?.currency ?? 'GBP'),
      ];
    });
  const heads = ['For', 'Date', 'Contact', 'Account', 'Reference', 'Status', '>Amount'];
  return table('payments', heads, rows, 'No payments yet.');
}

function contacts(books: Books) {
  const rows = all(books, 'contact').map((contact): Cell[] => [
    contact.name,
    contact.texts.EmailAddress ?? '',
    contact.texts.ContactNumber ?? '',
    contact.mergedTo === null ? chip(contact.status) : `merged into ${nameOf(books, contact.mergedTo)}`,
    contact.isCustomer ? 'Customer' : '',
  ]);
  return table('contacts', ['Name', 'Mail', 'Number', 'Status', 'Kind'], rows, 'No contacts yet.');
}

function accounts(books: Books) {
  const rows = all(books, 'account').map(({ code, name, type, taxType, currency, payments: open }): Cell[] => [
    name,
    code ?? 'no code',
    type,
    taxType,
    currency ?? '',
    type === 'BANK' || open ? 'yes' : '',
  ]);
  return table('accounts', ['Account', 'Code', 'Type', 'Tax', 'Currency', 'Takes payments'], rows, 'No accounts.');
}

function requests(world: XeroWorld) {
  const rows = latestCalls(world, 100).map((call): Cell[] => {
    const status = Number(call.status);
    const kind = status === 0 || status >= 400 ? 'bad' : 'good';
    return [
      `${call.method} ${call.path}`,
      html`<span class="chip ${kind}">${status === 0 ? 'cut' : status}</span>`,
      new Date(Number(call.at_ms)).toISOString().slice(0, 19).replace('T', ' '),
      `${call.problem ?? ''}${call.fault === null ? '' : ` (fault ${call.fault})`}`.trim(),
    ];
  });
  return table('requests', ['Call', 'Answer', 'Time (UTC)', 'What was wrong'], rows, 'No calls yet.');
}

function content(tab: Tab, books: Books): Html | Promise<Html> {
  const newestFirst = <T>(list: T[]): T[] => list.toReversed().slice(0, 500);
  if (tab === 'payments') return payments(books);
  if (tab === 'contacts') return contacts(books);
  if (tab === 'accounts') return accounts(books);
  if (tab === 'requests') return requests(books.world);
  return tab === 'credits'
    ? bills(books, newestFirst(all(books, 'creditNote')), 'credit-notes', 'No credit notes yet.')
    : bills(books, newestFirst(all(books, 'invoice')), 'invoices', 'No invoices yet. What an app pushes appears here.');
}

/** What is owed and was paid, by currency. */
function figures(books: Books) {
  const sales = all(books, 'invoice').filter(
    ({ type, status }) => type === 'ACCREC' && ['AUTHORISED', 'PAID'].includes(status),
  );
  const currencies = [...new Set(sales.map(({ currency }) => currency))];
  if (currencies.length === 0) return '';
  const each = (name: string, of: (invoice: Invoice) => number) =>
    currencies.map((currency) => {
      const total = sales.filter((one) => one.currency === currency).reduce((sum, one) => sum + of(one), 0);
      return html`<div><dt>${name}</dt><dd>${money(total, currency)}</dd></div>`;
    });
  return html`<dl class="figures">${each('Invoiced', ({ total }) => total)}${each('Awaiting payment', (one) => settlementOf(books, one).due)}</dl>`;
}

/** An organisation as its accountant sees it. */
export function booksPage(c: Context, world: XeroWorld, organisation: Organisation | undefined) {
  if (!organisation) throw new AdminError('no such organisation', 404);
  const books: Books = { world, tenant: organisation.id, nowMs: world.clock.nowMs() };
  const asked = c.req.query('tab');
  const tab: Tab = isTab(asked) ? asked : 'invoices';
  const here = `/_sandbox/xero/organisations/${organisation.id}`;
  const connected = connections(world).some((one) => one.tenant === organisation.id);
  const body = html`<main>
    <div class="title"><h1>${organisation.name}</h1><p>${connected ? html`<span class="chip good">connected</span>` : html`<span class="chip plain">not connected</span>`}${organisation.lockDate === null ? '' : html` <span class="soft">locked up to ${dayText(organisation.lockDate)}</span>`}</p></div>
    <nav class="orgs" aria-label="Organisations">${organisations(world).map(
      (one) =>
        html`<a href="/_sandbox/xero/organisations/${one.id}" ${one.id === organisation.id ? raw('aria-current="page"') : ''}>${one.name}</a>`,
    )}</nav>
    ${figures(books)}
    <nav class="tabs" aria-label="Books">${Object.entries(tabs).map(
      ([name, words]) =>
        html`<a href="${here}?tab=${name}" ${name === tab ? raw('aria-current="page"') : ''}>${words}</a>`,
    )}</nav>
    ${content(tab, books)}
  </main>`;
  return deskPage(c, { title: `${organisation.name} · Sandbox Xero`, part: 'xero', style: booksStyle, content: body });
}
