import type { Context } from '@purser/bus';
import { invoicing as contract } from '@purser/contracts';
import { dueOf } from '../domain/invoice.ts';
import type { LockedInvoice } from './lockInvoice.ts';
import { noteOnTimelines } from './timeline.ts';

/** Credit that settles an invoice, which is as it stood before. `date` is in the tenant's zone. */
export type Application = { applicationId: string; invoice: LockedInvoice; amount: bigint; date: string };

/**
 * Settles invoices with credit of their own customers, and says so. Call it under the locks of the invoices and of the balances, which
 * must have that much.
 * @returns the invoices as they stand then; of one whose application's id is taken, nothing is done
 */
export async function settleWithCredit(ctx: Context, applications: readonly Application[]): Promise<LockedInvoice[]> {
  if (applications.length === 0) return [];
  const made = await insertApplications(ctx, applications);
  const fresh = applications.filter(({ applicationId }) => made.has(applicationId));
  await noteOnTimelines(
    ctx,
    fresh.map(({ applicationId, invoice, amount }) => ({
      invoice,
      // What a message does besides has an entry of its own.
      by: { actor: ctx.actor, messageId: applicationId },
      what: 'creditApplied' as const,
      amount,
      sourceId: applicationId,
    })),
  );
  return fresh.map((application) => sayApplied(ctx, application));
}

async function insertApplications(
  { tx, tenant, now }: Context,
  applications: readonly Application[],
): Promise<ReadonlySet<string>> {
  const invoices = applications.map(({ invoice }) => invoice);
  const rows = await tx.sql<{ id: string }[]>`
    with made as (
      insert into credit_applications (tenant_id, application_id, invoice_id, customer_id, amount, currency, applied_on, created_at)
      select ${tenant}, u.id, u.invoice, u.customer, u.amount, u.currency, u.on_day::date, ${now.toISOString()}
      from unnest(${applications.map(({ applicationId }) => applicationId)}::uuid[], ${invoices.map(({ invoiceId }) => invoiceId)}::uuid[],
        ${invoices.map(({ customerId }) => customerId)}::uuid[], ${applications.map(({ amount }) => String(amount))}::bigint[],
        ${invoices.map(({ currency }) => currency)}::text[], ${applications.map(({ date }) => date)}::text[])
        as u(id, invoice, customer, amount, currency, on_day)
      on conflict (tenant_id, application_id) do nothing
      returning application_id, invoice_id, customer_id, currency, amount
    ), settled as (
      update invoices i set credit_applied = i.credit_applied + made.amount from made
      where i.tenant_id = ${tenant} and i.invoice_id = made.invoice_id
    ), taken as (
      update credit_balances b set balance = b.balance - spent.amount
      from (select customer_id, currency, sum(amount)::bigint as amount from made group by 1, 2) spent
      where b.tenant_id = ${tenant} and b.customer_id = spent.customer_id and b.currency = spent.currency
    )
    select application_id as id from made`;
  return new Set(rows.map(({ id }) => id));
}

function sayApplied({ stage }: Context, { applicationId, invoice, amount, date }: Application): LockedInvoice {
  const { invoiceId, customerId, currency } = invoice;
  const settled = { ...invoice, creditApplied: invoice.creditApplied + amount };
  const [due, paid] = [Number(dueOf(settled)), Number(settled.paid + settled.creditApplied)];
  const ofInvoice = { invoiceId, customerId, currency };
  stage.send(contract.creditApplied, { ...ofInvoice, applicationId, amount: Number(amount), date, due });
  if (due === 0) stage.send(contract.invoicePaid, { ...ofInvoice, paid });
  else stage.send(contract.invoicePartlyPaid, { ...ofInvoice, paid, due });
  return settled;
}
