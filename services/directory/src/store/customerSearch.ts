import type { Context } from '@purser/bus';
import { plain } from '../domain/plain.ts';
import { type Listed, openRow, type Row, readRows } from './customerList.ts';

type Asker = Pick<Context, 'tx' | 'keys' | 'tenant'>;
type Opened = { revision: number; customer: Listed; plainName: string; plainEmail: string };
type List = { version: string; opened: Opened[] };

/** The newest customers of a tenant that a search looks at. */
const most = 20_000;
/** Opened customers that are held in all, of however many tenants. */
const mostHeld = 60_000;
/** Opened customers are forgotten after this, whoever asks: what was erased elsewhere is not found for longer. */
const held_ms = 60_000;
/** Customers whose keys are fetched together. */
const together = 500;

export type CustomerSearch = {
  /** Those whose name or mail contains the words, the newest first. `version` is the one of `versionOf`. */
  find(asker: Asker, version: string, words: string): Promise<Listed[]>;
  close(): void;
};

/**
 * Names are sealed, so a search opens a tenant's customers and looks through them in memory. The list is kept for a minute; a change
 * opens what changed anew and nothing else.
 */
export function customerSearch(): CustomerSearch {
  const lists = new Map<string, { list: Promise<List>; timer: NodeJS.Timeout; size: number }>();
  const forget = (tenant: string) => {
    clearTimeout(lists.get(tenant)?.timer);
    lists.delete(tenant);
  };
  const hold = (tenant: string, list: Promise<List>) => {
    const timer = lists.get(tenant)?.timer ?? setTimeout(() => forget(tenant), held_ms).unref();
    const entry = { list, timer, size: 0 };
    lists.delete(tenant);
    lists.set(tenant, entry);
    list.then(
      ({ opened }) => {
        entry.size = opened.length;
        makeRoom(lists, forget);
      },
      () => lists.get(tenant) === entry && forget(tenant),
    );
    return list;
  };
  const listOf = async (asker: Asker, version: string): Promise<List> => {
    const { tenant } = asker;
    for (;;) {
      const entry = lists.get(tenant);
      if (!entry) return hold(tenant, openAll(asker, version, undefined));
      const known = await entry.list.catch(() => undefined);
      if (known?.version === version) return known;
      // While we waited, another may have begun to open the list anew: that one is waited for.
      if (lists.get(tenant) === entry) return hold(tenant, openAll(asker, version, known));
    }
  };
  return {
    find: async (asker, version, words) => {
      const wanted = plain(words);
      const { opened } = await listOf(asker, version);
      return opened
        .filter(({ plainName, plainEmail }) => plainName.includes(wanted) || plainEmail.includes(wanted))
        .map(({ customer }) => customer);
    },
    close: () => [...lists.keys()].forEach(forget),
  };
}

/** Forgets the tenants that were searched the longest ago. */
function makeRoom(lists: ReadonlyMap<string, { size: number }>, forget: (tenant: string) => void): void {
  let held = [...lists.values()].reduce((sum, { size }) => sum + size, 0);
  for (const [tenant, { size }] of [...lists].slice(0, -1)) {
    if (held <= mostHeld) return;
    forget(tenant);
    held -= size;
  }
}

async function openAll(asker: Asker, version: string, known: List | undefined): Promise<List> {
  const before = new Map(known?.opened.map((each) => [each.customer.customerId, each]));
  const rows = await readRows(asker.tx, { ids: undefined, place: undefined, limit: most });
  const opened: Opened[] = [];
  for (let from = 0; from < rows.length; from += together) {
    const some = rows.slice(from, from + together);
    opened.push(...(await Promise.all(some.map((row) => reuse(before, row) ?? openOne(asker, row)))));
  }
  return { version, opened };
}

function reuse(before: ReadonlyMap<string, Opened>, row: Row): Opened | undefined {
  const known = before.get(row.customer_id);
  return known?.revision === row.revision ? known : undefined;
}

async function openOne(asker: Asker, row: Row): Promise<Opened> {
  const customer = await openRow(asker, row);
  return { revision: row.revision, customer, plainName: plain(customer.name), plainEmail: plain(customer.email) };
}
