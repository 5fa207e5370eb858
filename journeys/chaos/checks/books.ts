import type { AtXero, Invoice, Snapshot } from '../snapshot/snapshot.ts';
import { type Check, each, type Finding, sum, together } from './check.ts';

const issuedIn = ({ invoices }: Snapshot) => invoices.filter(({ number }) => number !== null);
const numbered = ({ tenant, number }: Pick<Invoice, 'tenant' | 'number'>) => `${tenant} ${number}`;

/** What there is of a list in all books, under its tenant and `key`. */
function inBooks<T>(
  { books }: Snapshot,
  list: (of: AtXero) => readonly T[],
  key: (one: T) => string,
): Map<string, { one: T; organisation: string }[]> {
  const all = books.flatMap((of) => list(of).map((one) => ({ one, organisation: of.organisation, tenant: of.tenant })));
  return Map.groupBy(all, ({ one, tenant = 'nobody' }) => `${tenant} ${key(one)}`);
}

/** Each of `wanted` exactly once, as `wrong` would have it, and nothing else. */
function once<W, T>(
  wanted: readonly W[],
  keyOf: (one: W) => string,
  found: ReadonlyMap<string, { one: T; organisation: string }[]>,
  wrong: (ours: W, theirs: T) => string | false | undefined,
): Finding {
  const known = new Set(wanted.map(keyOf));
  return together(
    each(wanted, (ours) => {
      const [only, ...more] = found.get(keyOf(ours)) ?? [];
      if (!only || more.length > 0) return `${keyOf(ours)}: ${only ? more.length + 1 : 0} times in the books`;
      const fault = wrong(ours, only.one);
      return fault && `${keyOf(ours)}: ${fault}`;
    }),
    each(
      found,
      ([key, of]) => !known.has(key) && `${key}: in the books ${of[0]?.organisation}, and there is no such thing`,
    ),
  );
}

/** Xero's ids of the contacts, by tenant and customer. */
const contactIds = (run: Snapshot) =>
  new Map(run.books.flatMap(({ tenant, contacts }) => contacts.map(({ number, id }) => [`${tenant} ${number}`, id])));

const booksContacts: Check = {
  promise: 'every customer who was billed is one contact in the tenant’s own books, and nobody else is',
  find: (run) => {
    const billed = new Set(issuedIn(run).map(({ tenant, customerId }) => `${tenant} ${customerId}`));
    const found = inBooks(
      run,
      ({ contacts }) => contacts,
      ({ number }) => number,
    );
    return once(
      [...billed],
      (key) => key,
      found,
      () => undefined,
    );
  },
};

const booksInvoices: Check = {
  promise:
    'every issued invoice stands once in the tenant’s own books, with our figures, and the same is due on it but for what we credited or gave back',
  find: (run) => {
    const contacts = contactIds(run);
    const found = inBooks(
      run,
      ({ invoices }) => invoices,
      ({ number }) => number,
    );
    const allocated = Map.groupBy(run.allocations, ({ invoiceId }) => invoiceId);
    return once(issuedIn(run), numbered, found, (ours, theirs) => {
      const { tenant, customerId, invoiceId, total, tax, currency } = ours;
      if (theirs.total !== total || theirs.tax !== tax || theirs.currency !== currency)
        return `${total} with a tax of ${tax} ${currency}, there ${theirs.total} with ${theirs.tax} ${theirs.currency}`;
      if (theirs.contactId !== contacts.get(`${tenant} ${customerId}`)) return 'it belongs to another contact there';
      if (theirs.status !== 'AUTHORISED' && theirs.status !== 'PAID') return `it is ${theirs.status} there`;
      // Credit notes and voidings are not brought to the books, nor is what went back.
      const due = total - sum(allocated.get(invoiceId), ({ amount }) => amount);
      return theirs.due !== due && `${due} is due, there ${theirs.due}`;
    });
  },
};

const booksPayments: Check = {
  promise: 'every payment stands once in the tenant’s own books, on its invoice, with the amount allocated',
  find: (run) => {
    const numberOf = new Map(run.invoices.map((invoice) => [invoice.invoiceId, numbered(invoice)]));
    const numberThere = new Map(
      run.books.flatMap(({ tenant, invoices }) => invoices.map(({ id, number }) => [id, `${tenant} ${number}`])),
    );
    const found = inBooks(
      run,
      ({ payments }) => payments,
      ({ reference }) => reference,
    );
    return once(
      run.allocations,
      ({ tenant, paymentId }) => `${tenant} ${paymentId}`,
      found,
      ({ invoiceId, amount }, theirs) =>
        theirs.amount !== amount
          ? `${amount} was allocated, there ${theirs.amount}`
          : numberThere.get(theirs.invoiceId) !== numberOf.get(invoiceId) && 'it is on another invoice there',
    );
  },
};

const documentsPushed: Check = {
  promise: 'whatever was to go to the books is known to be there, as the record that stands there',
  find: (run) => {
    const there = new Map<string, string>();
    for (const { tenant, contacts, invoices, payments } of run.books)
      for (const { id } of [...contacts, ...invoices, ...payments]) there.set(id, tenant ?? 'nobody');
    const pushed = new Map(run.documents.map((document) => [`${document.kind} ${document.sourceId}`, document]));
    const issued = issuedIn(run);
    const wanted = new Set([
      ...issued.map(({ customerId }) => `contact ${customerId}`),
      ...issued.map(({ invoiceId }) => `invoice ${invoiceId}`),
      ...run.allocations.map(({ paymentId }) => `payment ${paymentId}`),
    ]);
    return together(
      each(wanted, (key) => !pushed.has(key) && `${key}: not planned for the books`),
      each(pushed, ([key, { tenant, state, externalId, problem }]) => {
        if (state !== 'pushed') return `${key}: ${state}, ${problem}`;
        return there.get(externalId ?? '') !== tenant && `${key}: no ${externalId} in the tenant’s books`;
      }),
    );
  },
};

const booksApart: Check = {
  promise: 'nothing of a tenant stands in another’s organisation, or in one that is none of ours',
  find: (run) => {
    const owner = new Map([
      ...run.billed.map(({ tenant, customerId }) => [customerId, tenant] as const),
      ...issuedIn(run).map(({ tenant, number }) => [number ?? '', tenant] as const),
      ...run.allocations.map(({ tenant, paymentId }) => [paymentId, tenant] as const),
    ]);
    const names = ({ contacts, invoices, payments }: AtXero) => [
      ...[...contacts, ...invoices].map(({ number }) => number),
      ...payments.map(({ reference }) => reference),
    ];
    return together(
      ...run.books.map((of) =>
        each(names(of), (name) => {
          const whose = owner.get(name);
          return (
            whose !== undefined &&
            whose !== of.tenant &&
            `${name} of ${whose} stands in ${of.tenant ?? of.organisation}`
          );
        }),
      ),
    );
  },
};

export const bookChecks = { booksContacts, booksInvoices, booksPayments, documentsPushed, booksApart };

export type BookFigures = {
  contacts: number;
  invoices: number;
  payments: number;
  /** How often one was put off: until what it hangs on was there, or Xero was. */
  put_off: number;
  stuck: number;
};

export function bookFigures({ books, documents, ledger }: Snapshot): BookFigures {
  const count = (of: (one: AtXero) => readonly unknown[]) => sum(books, (one) => of(one).length);
  return {
    contacts: count(({ contacts }) => contacts),
    invoices: count(({ invoices }) => invoices),
    payments: count(({ payments }) => payments),
    put_off: sum(
      ledger.filter(({ handler }) => handler === 'accounting.pushDocument'),
      ({ putOff }) => putOff,
    ),
    stuck: documents.filter(({ state }) => state !== 'pushed').length,
  };
}
