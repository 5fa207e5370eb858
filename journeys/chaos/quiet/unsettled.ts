import type { Sql } from '@purser/db';
import { servicesIn } from '../snapshot/readDatabase.ts';

/** What is still on its way, by what it is; nothing of it is left when the platform is quiet. */
export type Unsettled = Record<string, number>;

/** Planned for ten minutes later, should nothing be paid by then: such timers are left alone until they are due. */
export const mailsAhead: readonly string[] = ['paymentFailed', 'staffPaymentFailed'];

/** What PostgreSQL says is unfinished. `now` decides which timers are due. */
export async function unsettledInDatabase(owner: Sql, now: Date): Promise<Unsettled> {
  const counts: Unsettled = {};
  const count = (what: string, rows: readonly { n: number }[]) => {
    counts[what] = (counts[what] ?? 0) + (rows[0]?.n ?? 0);
  };
  const services = await servicesIn(owner);
  for (const service of services) {
    count(
      'messages unfinished',
      await owner<{ n: number }[]>`select count(*)::int as n from ${owner(service)}.ledger
        where status in ('running', 'retrying', 'parked') or status = 'waiting' and next_at <= ${now.toISOString()}`,
    );
    count(
      'messages unsent',
      await owner<{ n: number }[]>`select count(*)::int as n from ${owner(service)}.outbox where sent_at is null`,
    );
    for (const reader of services) {
      count(
        'events unread',
        await owner<{ n: number }[]>`
          select count(*)::int as n from ${owner(service)}.outbox o
            join ${owner(reader)}.reactions r on r.event = o.name and r.registered_at <= o.created_at
            left join ${owner(reader)}.ledger l
              on l.tenant_id = o.tenant_id and l.handler = ${`${reader}.`} || r.name and l.message_id = o.id
          where l.message_id is null`,
      );
      count(
        'commands not taken',
        await owner<{ n: number }[]>`
          select count(*)::int as n from ${owner(service)}.outbox o
            left join ${owner(reader)}.ledger l on l.tenant_id = o.tenant_id and l.handler = o.name and l.message_id = o.id
          where starts_with(o.subject, ${`cmd.${reader}.`}) and l.message_id is null`,
      );
    }
  }
  count(
    'webhooks not applied',
    await owner<{ n: number }[]>`select count(*)::int as n from payments.webhook_events where next_at is not null`,
  );
  count(
    'fees unknown',
    await owner<{ n: number }[]>`select count(*)::int as n from payments.payments where fee is null`,
  );
  count(
    'mails unsent',
    await owner<{ n: number }[]>`
      select count(*)::int as n from notifications.mails
      where status = 'sending' or status = 'planned' and kind <> all(${[...mailsAhead]}::text[])`,
  );
  count(
    'documents not in the books',
    await owner<{ n: number }[]>`
      select count(*)::int as n from accounting.documents where state in ('waiting', 'pushing')`,
  );
  return counts;
}

/** What the sandbox still has to do or to tell. */
export async function unsettledAtSandbox(address: string): Promise<Unsettled> {
  const answer = await fetch(`${address}/_sandbox/counts`, { signal: AbortSignal.timeout(5_000) });
  const { deliveries, tasks } = (await answer.json()) as { deliveries: Record<string, number>; tasks: number };
  return { 'webhooks undelivered': deliveries.pending ?? 0, 'captures unfinished': tasks };
}
