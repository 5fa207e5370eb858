import { connect } from '@purser/db';

const wait_ms = 10_000;

/**
 * Each command that was answered has its row, its entry in the ledger and its event, which the stream confirmed; and there
 * is nothing else. @throws Error otherwise
 */
export async function expectEffects(adminUrl: string, tenant: string, customerIds: readonly string[]): Promise<string> {
  const { sql, close } = connect({ url: adminUrl, max: 1, name: 'bench' });
  try {
    const [{ unsent = 0n } = {}] = await settled(
      () => sql<{ unsent: bigint }[]>`select count(*) as unsent from directory.outbox where sent_at is null`,
      ([row]) => row?.unsent === 0n,
    );
    const [found] = await sql<{ customers: bigint; done: bigint; events: bigint; mine: bigint }[]>`
      select (select count(*) from directory.customers where tenant_id = ${tenant}) as customers,
        (select count(*) from directory.customers where tenant_id = ${tenant} and customer_id = any(${[...customerIds]}::uuid[])) as mine,
        (select count(*) from directory.ledger where tenant_id = ${tenant} and status = 'done') as done,
        (select count(*) from directory.outbox where tenant_id = ${tenant} and sent_at is not null) as events`;
    const wanted = BigInt(customerIds.length);
    if (unsent !== 0n || !found || Object.values(found).some((count) => count !== wanted))
      throw new Error(`${wanted} answered: ${Object.entries(found ?? {}).join(' ')}, ${unsent} events unsent`);
    return `${wanted} answered, each with its row, its ledger entry and its event sent`;
  } finally {
    await close();
  }
}

async function settled<T>(read: () => Promise<T>, isSettled: (value: T) => boolean): Promise<T> {
  const end = performance.now() + wait_ms;
  for (;;) {
    const value = await read();
    if (isSettled(value) || performance.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
