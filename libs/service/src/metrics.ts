import type { OpenedService } from './openService.ts';

type Count = { status: string; count: bigint };

/** Prometheus text: how each service's ledger, outbox and alarms stand. */
export async function readMetrics(opened: readonly OpenedService[]): Promise<string> {
  const lines = [
    '# TYPE purser_ledger_rows gauge',
    '# TYPE purser_outbox_unsent gauge',
    '# TYPE purser_alarms_open gauge',
  ];
  for (const { name, connections } of opened) {
    const { sql } = connections.relay;
    const rows = await sql<
      Count[]
    >`select status, count(*) as count from ledger where status not in ('done', 'rejected') group by status`;
    for (const row of rows) lines.push(`purser_ledger_rows{service="${name}",status="${row.status}"} ${row.count}`);
    const [unsent] = await sql<{ count: bigint }[]>`select count(*) as count from outbox where sent_at is null`;
    const [alarms] = await sql<{ count: bigint }[]>`select count(*) as count from alarms where cleared_at is null`;
    lines.push(
      `purser_outbox_unsent{service="${name}"} ${unsent?.count ?? 0}`,
      `purser_alarms_open{service="${name}"} ${alarms?.count ?? 0}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
