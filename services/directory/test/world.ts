import { createHash } from 'node:crypto';
import { systemClock } from '@purser/clock';
import { directory as contract } from '@purser/contracts';
import { connect } from '@purser/db';
import { newId } from '@purser/message';
import { asService, asStaff, type TestPlatform, testPlatform, until } from '@purser/testing';
import type { z } from 'zod';
import { directory } from '../src/service.ts';

type Settings = z.input<typeof contract.createTenant.input>;
type Customer = z.input<typeof contract.createCustomer.input>;

/** What the test platform gives a service for its handlers. */
const connections = 4;

export type World = Awaited<ReturnType<typeof openWorld>>;

/** directory at work, a hand on its machine time, and a look behind its walls. */
export async function openWorld() {
  const platform = await testPlatform({ services: [directory] });
  const admin = connect({ url: platform.database.adminUrl, max: 2, name: 'test' });
  // It stands still, so that no limit runs out while a slow machine gets there.
  let machine_ms = systemClock.machine().getTime();
  platform.clock.machine = () => new Date(machine_ms);
  return {
    platform,
    client: platform.client,
    notifications: await platform.speakAs('notifications'),
    admin: admin.sql,
    /** Moves machine time on, in which links and limits live. */
    pass: (ms: number) => {
      machine_ms += ms;
    },
    /** What the tenant's customers were to be mailed, in order. */
    mailed: async (tenant: string) => {
      const rows = await admin.sql<{ name: string; envelope: string }[]>`
        select name, envelope from directory.outbox where tenant_id = ${tenant} and name like 'notifications.%' order by seq`;
      return rows.map(({ name, envelope }) => ({ name, ...JSON.parse(envelope).payload }));
    },
    /** Holds the link's row until as many transactions wait for it as there are connections, so that they meet on it for certain. */
    meetOn: async <T>(linkId: string, work: () => Promise<T>[]): Promise<PromiseSettledResult<T>[]> => {
      const begun = await admin.sql.begin(async (sql) => {
        await sql`select 1 from directory.links where link_id = ${linkId} for update`;
        const promises = Promise.allSettled(work());
        await until('transactions to meet', async () => {
          const waiting = await admin.sql`
            select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
          return waiting.length === connections;
        });
        return { promises };
      });
      return begun.promises;
    },
    stop: async () => {
      await admin.close();
      await platform.stop();
    },
  };
}

const settings: Settings = {
  name: 'Northwind IT',
  timeZone: 'Europe/London',
  currency: 'GBP',
  terms_days: 14,
  taxRounding: 'line',
  numberPrefix: 'NW-',
};

export async function aTenant({ client }: Pick<TestPlatform, 'client'>, more: Partial<Settings> = {}): Promise<string> {
  const tenant = newId();
  await client.command(contract.createTenant, { ...settings, ...more }, asService(tenant, 'gateway'));
  return tenant;
}

export async function aCustomer(
  { client }: Pick<TestPlatform, 'client'>,
  tenant: string,
  more: Partial<Customer> = {},
): Promise<string> {
  const customerId = newId();
  const customer = { customerId, name: 'Ada Ltd', email: 'ada@example.com', ...more };
  await client.command(contract.createCustomer, customer, asStaff(tenant));
  return customerId;
}

export async function aContact(world: World, tenant: string, customerId: string, email: string): Promise<string> {
  const contactId = newId();
  const contact = { contactId, customerId, name: 'Bea', email, role: 'billing' as const };
  await world.client.command(contract.addContact, contact, asStaff(tenant));
  return contactId;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
