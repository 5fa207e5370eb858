import { numberOf, type Row, textOf } from '../../store/open.ts';
import type { XeroWorld } from '../world.ts';
import type { Account, Contact, Credit, CreditNote, Currency, Invoice, Payment, TaxRate } from './types.ts';

/** Everything an organisation's books hold, by kind. */
export interface Kinds {
  account: Account;
  contact: Contact;
  credit: Credit;
  creditNote: CreditNote;
  currency: Currency;
  invoice: Invoice;
  payment: Payment;
  taxRate: TaxRate;
}

export interface Books {
  world: XeroWorld;
  /** The organisation whose books these are. */
  tenant: string;
  nowMs: number;
}

/** Where a document is found besides its id: a key that need not be unique here, and what it belongs to. */
interface Places {
  key?: string | undefined;
  parent?: string | undefined;
}

const bodyOf = <K extends keyof Kinds>(_kind: K, row: Row): Kinds[K] => ({
  ...JSON.parse(textOf(row.body)),
  updatedMs: numberOf(row.updated_ms),
});

/** Writes a document, new or changed; its time of change is now. */
export function save<K extends keyof Kinds>(books: Books, kind: K, document: Kinds[K], places: Places = {}): Kinds[K] {
  const stored = { ...document, updatedMs: books.nowMs };
  books.world.db
    .sql(
      `INSERT INTO documents (id, tenant, kind, key, parent, updated_ms, body) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET key = excluded.key, parent = excluded.parent, updated_ms = excluded.updated_ms, body = excluded.body`,
    )
    .run(
      document.id,
      books.tenant,
      kind,
      places.key ?? null,
      places.parent ?? null,
      books.nowMs,
      JSON.stringify(stored),
    );
  return stored;
}

export function byId<K extends keyof Kinds>({ world, tenant }: Books, kind: K, id: string): Kinds[K] | undefined {
  const row = world.db
    .sql('SELECT body, updated_ms FROM documents WHERE id = ? AND tenant = ? AND kind = ?')
    .get(id.toLowerCase(), tenant, kind);
  return row && bodyOf(kind, row);
}

export const byKey = <K extends keyof Kinds>({ world, tenant }: Books, kind: K, key: string): Kinds[K][] =>
  world.db
    .sql('SELECT body, updated_ms FROM documents WHERE tenant = ? AND kind = ? AND key = ? ORDER BY seq')
    .all(tenant, kind, key)
    .map((row) => bodyOf(kind, row));

export const byParent = <K extends keyof Kinds>({ world, tenant }: Books, kind: K, parent: string): Kinds[K][] =>
  world.db
    .sql('SELECT body, updated_ms FROM documents WHERE tenant = ? AND kind = ? AND parent = ? ORDER BY seq')
    .all(tenant, kind, parent)
    .map((row) => bodyOf(kind, row));

/** All documents of a kind, in the order they were made. */
export const all = <K extends keyof Kinds>({ world, tenant }: Books, kind: K): Kinds[K][] =>
  world.db
    .sql('SELECT body, updated_ms FROM documents WHERE tenant = ? AND kind = ? ORDER BY seq')
    .all(tenant, kind)
    .map((row) => bodyOf(kind, row));
