import type { Context } from '@purser/bus';

type Row = { invoiceId: string; number: string | null; due: bigint; currency: string; disputed: boolean };

/** What is due on each of these invoices; nothing is expected on what is void or written off. */
export async function getDues(
  { tx, tenant }: Pick<Context, 'tx' | 'tenant'>,
  { invoiceIds }: { invoiceIds: readonly string[] },
) {
  if (invoiceIds.length === 0) return { dues: [] };
  const rows = await tx.sql<Row[]>`
    select invoice_id as "invoiceId", number, case when state in ('open', 'partlyPaid') then due else 0 end::bigint as due, currency,
      disputed is not null as disputed
    from invoices where tenant_id = ${tenant} and invoice_id = any(${[...invoiceIds]}::uuid[])`;
  return { dues: rows.map((row) => ({ ...row, due: Number(row.due) })) };
}
