import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';

type Storing = Pick<Context, 'tx' | 'tenant' | 'now'>;
type Reading = Pick<Context, 'tx' | 'tenant'>;
type Ours = { invoiceId: string; customerId: string };

/** What the fees of an invoice have come to. */
export async function sumLateFees({ tx, tenant }: Reading, invoiceId: string): Promise<bigint> {
  const [row] = await tx.sql<{ amount: bigint }[]>`
    select coalesce(sum(amount), 0)::bigint as amount from late_fees where tenant_id = ${tenant} and invoice_id = ${invoiceId}`;
  return row?.amount ?? 0n;
}

type Fee = { periodOn: string; amount: bigint; currency: string; feeInvoiceId: string | null };

/** @returns false when this period has been charged before. */
export async function insertLateFee(
  { tx, tenant, now }: Storing,
  { invoiceId, customerId }: Ours,
  fee: Fee,
): Promise<boolean> {
  const made = await tx.sql`
    insert into late_fees (tenant_id, invoice_id, customer_id, period_on, amount, currency, fee_invoice_id, at)
    values (${tenant}, ${invoiceId}, ${customerId}, ${fee.periodOn}, ${fee.amount}, ${fee.currency}, ${fee.feeInvoiceId},
      ${now.toISOString()})
    on conflict do nothing`;
  return made.count === 1;
}

/** Has a fee's draft issued, by a message of its own. */
export async function issueFee(
  { tx, tenant, stage }: Reading & Pick<Context, 'stage'>,
  feeInvoiceId: string,
): Promise<void> {
  const messageId = stage.send(contract.issueInvoice, { invoiceId: feeInvoiceId });
  await tx.sql`update late_fees set message_id = ${messageId} where tenant_id = ${tenant} and fee_invoice_id = ${feeInvoiceId}`;
}

const shown = 10;

type RefusedFee = Ours & { number: string; amount: bigint; currency: string; problem: string; at: string };

/** Fees whose draft was not issued and is a draft still, the newest first. */
export async function refusedFees({ tx, tenant }: Reading): Promise<RefusedFee[]> {
  return tx.sql<RefusedFee[]>`
    select i.invoice_id as "invoiceId", i.customer_id as "customerId", late.number, i.total as amount, i.currency,
      coalesce(l.fault::json->>'text', l.status) as problem, f.at
    from invoices i
      join late_fees f on f.tenant_id = i.tenant_id and f.fee_invoice_id = i.invoice_id
      join invoices late on late.tenant_id = f.tenant_id and late.invoice_id = f.invoice_id
      join ledger l on l.tenant_id = f.tenant_id and l.handler = 'invoicing.issueInvoice' and l.message_id = f.message_id
    where i.tenant_id = ${tenant} and i.state = 'draft' and l.status in ('rejected', 'failed')
    order by f.at desc, i.invoice_id limit ${shown}`;
}
