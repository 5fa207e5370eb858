import { createServer } from 'node:net';
import type { Sql } from '@purser/db';
import type { Billing } from './month.ts';

/** What a mail server takes is nobody's business here: mails are planned, and none goes out. */
export async function deadMailServer(): Promise<{ env: Record<string, string>; close(): void }> {
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const env = {
    PURSER_SMTP_URL: `smtp://127.0.0.1:${port}`,
    PURSER_MAIL_FROM: 'bills@example.com',
    PURSER_PUBLIC_URL: 'https://example.com',
  };
  return { env, close: () => server.close() };
}

/** @throws Error when an invoice is missing, doubled, unbooked or without a mail, or a number is */
export async function expectWhole(sql: Sql, { tenant }: Billing, size: number): Promise<void> {
  const [row] = await sql<{ numbers: number; highest: number; events: number; balance: string }[]>`
    select (select count(distinct number)::int from invoicing.invoices where tenant_id = ${tenant}) as numbers,
      (select max(substring(number from 4)::int) from invoicing.invoices where tenant_id = ${tenant}) as highest,
      (select count(*)::int from invoicing.outbox where tenant_id = ${tenant} and name = 'invoicing.invoiceIssued') as events,
      (select sum(amount)::text from reporting.postings where tenant_id = ${tenant}) as balance`;
  if (row?.numbers !== size || row.highest !== size || row.events !== size || row.balance !== '0')
    throw new Error(`${size} invoices left ${JSON.stringify(row)}`);
}
