import type { Client, Log } from '@purser/bus';
import type { Clock } from '@purser/clock';
import { directory, invoicing } from '@purser/contracts';
import type { ApiKeys } from '../identity/apiKeys.ts';
import type { People } from '../identity/people.ts';
import type { Customer, Staff } from '../identity/who.ts';
import { fresh } from './fresh.ts';

export type CustomerName = { name: string; email: string };

/** What other services know by id and people want by name. Who may not be asked just now leaves names empty; nothing fails for it. */
export type Names = {
  ofCustomers(who: Staff, ids: readonly string[]): Promise<ReadonlyMap<string, CustomerName>>;
  /** The number of an issued invoice. */
  ofInvoice(who: Staff, invoiceId: string): Promise<string | undefined>;
  /** The numbers of issued invoices, for staff or for the customer whose they are. */
  ofInvoices(who: Staff | Customer, ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** A member of the staff, or a program by its key's name. */
  ofActor(tenant: string, id: string): Promise<string | undefined>;
};

type Parts = { client: Client; clock: Clock; log: Log; people: People; apiKeys: ApiKeys };
const batchMost = 100;
const for_ms = 5000;

export function openNames({ client, clock, log, people, apiKeys }: Parts): Names {
  const customers = new Map<string, { found: CustomerName | undefined; at_ms: number }>();
  const numbers = fresh<string | null>({ clock, for_ms: 600_000, most: 5000 });
  const actors = fresh<string | undefined>({ clock, for_ms: 60_000, most: 5000 });
  const load = async (who: Staff, ids: readonly string[]) => {
    const { customers: found } = await client.query(directory.listCustomers, { ids: [...ids], limit: batchMost }, who);
    const at_ms = clock.elapsed_ms();
    const named = new Map(found.map((each) => [each.customerId, { name: each.name, email: each.email }]));
    for (const id of ids) customers.set(`${who.tenant} ${id}`, { found: named.get(id), at_ms });
    if (customers.size > 20_000) customers.clear();
  };
  return {
    ofCustomers: async (who, ids) => {
      const now_ms = clock.elapsed_ms();
      const wanted = [...new Set(ids)];
      const unknown = wanted.filter((id) => {
        const known = customers.get(`${who.tenant} ${id}`);
        return !known || now_ms - known.at_ms > for_ms;
      });
      try {
        for (let i = 0; i < unknown.length; i += batchMost) await load(who, unknown.slice(i, i + batchMost));
      } catch (error) {
        log.warn({ error: String(error) }, 'customers could not be named');
      }
      return new Map(
        wanted.flatMap((id) => {
          const found = customers.get(`${who.tenant} ${id}`)?.found;
          return found ? [[id, found] as const] : [];
        }),
      );
    },
    ofInvoice: async (who, invoiceId) => {
      const key = `${who.tenant} ${invoiceId}`;
      try {
        const number = await numbers.get(
          key,
          async () => (await client.query(invoicing.getInvoice, { invoiceId }, who)).number,
        );
        // A draft has none yet, and will.
        if (number === null) numbers.forget(key);
        return number ?? undefined;
      } catch {
        return undefined;
      }
    },
    ofInvoices: async (who, ids) => {
      const wanted = [...new Set(ids)].slice(0, batchMost);
      if (wanted.length === 0) return new Map();
      try {
        const { invoices } = await client.query(invoicing.listInvoices, { ids: wanted, limit: batchMost }, who);
        return new Map(invoices.flatMap(({ invoiceId, number }) => (number === null ? [] : [[invoiceId, number]])));
      } catch (error) {
        log.warn({ error: String(error) }, 'invoices could not be named');
        return new Map();
      }
    },
    ofActor: (tenant, id) =>
      actors
        .get(`${tenant} ${id}`, async () => (await people.person(id))?.name ?? (await apiKeys.nameOf(tenant, id)))
        .catch(() => undefined),
  };
}
