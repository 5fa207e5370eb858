import { expect, test } from 'vitest';
import type { AtXero, Snapshot } from '../snapshot/snapshot.ts';
import { bookChecks, bookFigures } from './books.ts';
import { healthy } from './healthy.fixture.ts';

const seenBy = (run: Snapshot) =>
  Object.entries(bookChecks)
    .filter(([, check]) => check.find(run).offenders.length > 0)
    .map(([name]) => name);

function at<T>(of: readonly T[], index: number): T {
  const one = of[index];
  if (one === undefined) throw new Error(`there is no number ${index}`);
  return one;
}

const own = ({ books }: Snapshot): AtXero => at(books, 0);
const others = ({ books }: Snapshot): AtXero => at(books, 1);
const strangers = ({ books }: Snapshot): AtXero => at(books, 2);

/** What goes wrong, what is done to a healthy run, and which checks must see it. */
const wrongs: [string, (run: Snapshot) => void, string[]][] = [
  ['a customer is two contacts', (run) => own(run).contacts.unshift({ id: 'xc9', number: 'c1' }), ['booksContacts']],
  [
    'a customer is no contact',
    (run) => (own(run).contacts = []),
    ['booksContacts', 'booksInvoices', 'documentsPushed'],
  ],
  [
    'somebody is a contact who was never billed',
    (run) => own(run).contacts.push({ id: 'xc9', number: 'c9' }),
    ['booksContacts'],
  ],
  ['an invoice is not there', (run) => own(run).invoices.splice(1, 1), ['booksInvoices', 'documentsPushed']],
  [
    'an invoice is there twice',
    (run) => own(run).invoices.push({ ...at(own(run).invoices, 1), id: 'xi9' }),
    ['booksInvoices'],
  ],
  [
    'an invoice is there that we never issued',
    (run) => own(run).invoices.push({ ...at(own(run).invoices, 1), id: 'xi9', number: 'X-000009' }),
    ['booksInvoices'],
  ],
  ['an invoice has a total a unit off', (run) => (at(own(run).invoices, 1).total += 1), ['booksInvoices']],
  ['an invoice has another tax', (run) => (at(own(run).invoices, 1).tax -= 1), ['booksInvoices']],
  [
    'a figure there is no amount of its currency',
    (run) => (at(own(run).invoices, 1).due = Number.NaN),
    ['booksInvoices'],
  ],
  ['an invoice is in another currency', (run) => (at(own(run).invoices, 1).currency = 'EUR'), ['booksInvoices']],
  ['an invoice is of another contact', (run) => (at(own(run).invoices, 1).contactId = 'xc9'), ['booksInvoices']],
  ['an invoice was left a draft', (run) => (at(own(run).invoices, 1).status = 'DRAFT'), ['booksInvoices']],
  ['a paid invoice is still due there', (run) => (at(own(run).invoices, 0).due = 120), ['booksInvoices']],
  ['a payment is not there', (run) => (own(run).payments = []), ['booksPayments', 'documentsPushed']],
  [
    'a payment is there twice',
    (run) => own(run).payments.push({ ...at(own(run).payments, 0), id: 'xp9' }),
    ['booksPayments'],
  ],
  [
    'a payment is there that nobody allocated',
    (run) => own(run).payments.push({ ...at(own(run).payments, 0), id: 'xp9', reference: 'p9' }),
    ['booksPayments'],
  ],
  [
    'a payment has what was captured and not what was allocated',
    (run) => (at(own(run).payments, 0).amount = 150),
    ['booksPayments'],
  ],
  ['a payment is on another invoice', (run) => (at(own(run).payments, 0).invoiceId = 'xi2'), ['booksPayments']],
  ['a document is stuck', ({ documents }) => Object.assign(at(documents, 1), { state: 'failed' }), ['documentsPushed']],
  [
    'a document is still waiting',
    ({ documents }) => Object.assign(at(documents, 4), { state: 'waiting', externalId: null }),
    ['documentsPushed'],
  ],
  ['a document was never planned', ({ documents }) => documents.splice(4, 1), ['documentsPushed']],
  [
    'a document is known as a record that is not there',
    ({ documents }) => (at(documents, 4).externalId = 'xp9'),
    ['documentsPushed'],
  ],
  [
    'an invoice stands in another tenant’s books too',
    (run) => others(run).invoices.push({ ...at(own(run).invoices, 1), id: 'xi9' }),
    ['booksInvoices', 'booksApart'],
  ],
  [
    'a contact stands in books that are none of ours',
    (run) => strangers(run).contacts.push({ id: 'xc9', number: 'c1' }),
    ['booksContacts', 'booksApart'],
  ],
  [
    'a payment stands in another tenant’s books instead',
    (run) => others(run).payments.push(...own(run).payments.splice(0)),
    ['booksPayments', 'documentsPushed', 'booksApart'],
  ],
];

test('a run in which all books are well breaks nothing', () => {
  expect(seenBy(healthy())).toEqual([]);
});

test.each(wrongs)('it is seen when %s', (_what, doctor, checks) => {
  const run = healthy();
  doctor(run);
  expect(seenBy(run)).toEqual(checks);
});

test('every one of these checks can fail', () => {
  expect(new Set(wrongs.flatMap(([, , checks]) => checks))).toEqual(new Set(Object.keys(bookChecks)));
});

test('what stands in all books is counted', () => {
  const run = healthy();
  run.ledger.push({ ...at(run.ledger, 0), handler: 'accounting.pushDocument', putOff: 3 });
  expect(bookFigures(run)).toEqual({ contacts: 1, invoices: 4, payments: 2, put_off: 3, stuck: 0 });
});
