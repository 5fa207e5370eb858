import type { Context } from '@purser/bus';
import type { Tx } from '@purser/db';
import type { MethodFact } from '../domain/method.ts';
import type { Home } from '../stripe/home.ts';

export type Method = Home & {
  methodId: string;
  customerId: string;
  stripeMethodId: string;
  type: string;
  brand: string | null;
  last4: string | null;
  expMonth: number | null;
  expYear: number | null;
  fingerprint: string | null;
  /** Under which a bank account is debited; null for cards, and where it is not known. */
  mandateId: string | null;
  isDefault: boolean;
  active: boolean;
  seenAt: Date;
  addedAt: Date;
};

type Row = Omit<Method, 'seenAt' | 'addedAt'> & { seenAt: string; addedAt: string };

const asMethod = ({ seenAt, addedAt, ...row }: Row): Method => ({
  ...row,
  seenAt: new Date(seenAt),
  addedAt: new Date(addedAt),
});

const columns = ({ sql }: Tx) => sql`
  method_id as "methodId", customer_id as "customerId", mode, account, stripe_method_id as "stripeMethodId", type, brand, last4,
  exp_month as "expMonth", exp_year as "expYear", fingerprint, mandate_id as "mandateId", is_default as "isDefault", active, seen_at as "seenAt",
  added_at as "addedAt"`;

/** What a customer has on file, the default first; locked until the commit, so that two changes come one after the other. */
export async function lockMethods(tx: Tx, customerId: string): Promise<Method[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from methods where customer_id = ${customerId} and active
    order by is_default desc, added_at desc, method_id for update`;
  return rows.map(asMethod);
}

/**
 * Who gives two cards at once gives one after the other: each would find nothing on file, and both would be the first. Before the methods'
 * own locks, never after.
 */
export async function lockGiving({ tx, tenant }: Pick<Context, 'tx' | 'tenant'>, customerId: string): Promise<void> {
  await tx.sql`select pg_advisory_xact_lock(hashtextextended(${`methods:${tenant}:${customerId}`}, 0))`;
}

export async function activeMethods(tx: Tx, customerId: string): Promise<Method[]> {
  const rows = await tx.sql<Row[]>`
    select ${columns(tx)} from methods where customer_id = ${customerId} and active
    order by is_default desc, added_at desc, method_id`;
  return rows.map(asMethod);
}

export async function methodAtStripe(tx: Tx, stripeMethodId: string): Promise<Method | undefined> {
  const [row] = await tx.sql<Row[]>`
    select ${columns(tx)} from methods where stripe_method_id = ${stripeMethodId} for update`;
  return row && asMethod(row);
}

/** What kind it is, on file now or once. */
export async function typeAtStripe({ sql }: Tx, stripeMethodId: string): Promise<string | undefined> {
  const [row] = await sql<{ type: string }[]>`select type from methods where stripe_method_id = ${stripeMethodId}`;
  return row?.type;
}

export async function findMethod(tx: Tx, methodId: string): Promise<Method | undefined> {
  const [row] = await tx.sql<Row[]>`select ${columns(tx)} from methods where method_id = ${methodId}`;
  return row && asMethod(row);
}

type NewMethod = Home & {
  methodId: string;
  customerId: string;
  setupId: string | null;
  mandateId: string | null;
  fact: MethodFact;
  seenAt: Date;
};

export async function insertMethod({ tx, tenant, now }: Context, method: NewMethod): Promise<void> {
  const { methodId, customerId, mode, account, setupId, mandateId, fact, seenAt } = method;
  await tx.sql`
    insert into methods (tenant_id, method_id, customer_id, mode, account, stripe_method_id, setup_id, type, brand, last4, exp_month,
      exp_year, fingerprint, mandate_id, is_default, active, seen_at, added_at)
    values (${tenant}, ${methodId}, ${customerId}, ${mode}, ${account}, ${fact.id}, ${setupId}, ${fact.type}, ${fact.brand},
      ${fact.last4}, ${fact.expMonth}, ${fact.expYear}, ${fact.fingerprint}, ${mandateId}, false, true, ${seenAt.toISOString()}, ${now.toISOString()})`;
}

export async function updateMethod({ tx }: Pick<Context, 'tx'>, methodId: string, fact: MethodFact, seenAt: Date) {
  await tx.sql`
    update methods set brand = ${fact.brand}, last4 = ${fact.last4}, exp_month = ${fact.expMonth}, exp_year = ${fact.expYear},
      fingerprint = ${fact.fingerprint}, seen_at = ${seenAt.toISOString()}
    where method_id = ${methodId}`;
}

/** Its network has renewed it. */
export async function renewMethod({ tx, now }: Pick<Context, 'tx' | 'now'>, methodId: string): Promise<void> {
  await tx.sql`update methods set renewed_at = ${now.toISOString()} where method_id = ${methodId}`;
}

export async function deactivate({ tx }: Pick<Context, 'tx'>, methodIds: readonly string[]): Promise<void> {
  await tx.sql`update methods set active = false, is_default = false where method_id = any(${methodIds}::uuid[])`;
}

/** From now on this one and no other. */
export async function makeDefault(
  { tx }: Pick<Context, 'tx'>,
  { customerId, mode, account, methodId }: Pick<Method, 'customerId' | 'mode' | 'account' | 'methodId'>,
): Promise<void> {
  await tx.sql`
    update methods set is_default = false
    where customer_id = ${customerId} and mode = ${mode} and account = ${account} and is_default`;
  await tx.sql`update methods set is_default = true where method_id = ${methodId}`;
}
