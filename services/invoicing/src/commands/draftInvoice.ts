import type { InvoiceInput, TaxRounding } from '@purser/billing';
import { type Context, notYet } from '@purser/bus';
import type { invoicing as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import { isCurrency } from '@purser/money';
import { and, eq } from 'drizzle-orm';
import type { z } from 'zod';
import { reckonDraft } from '../domain/reckoning.ts';
import { notFound, refusedField } from '../domain/refusals.ts';
import { documentText } from '../store/documents.ts';
import { customers, invoices, tenants } from '../store/tables.ts';

type Input = z.output<typeof contract.draftInvoice.input>;

/** An invoice that nobody owes yet. Its number, dates and debt come with the issue. */
export async function draftInvoice(ctx: Context, input: Input) {
  const { tx, tenant, now, keys } = ctx;
  const { invoiceId, customerId, note, poNumber } = input;
  const settings = await settingsOf(ctx, customerId);
  const { totals, ...asked } = reckonDraft(invoiceInput(input, settings));
  const ring = note === undefined && poNumber === undefined ? undefined : await keys(customerId);
  const seal = (field: string, plain: string | undefined) =>
    plain === undefined ? null : (ring?.seal(`invoice.${field}`, invoiceId, plain) ?? null);
  const made = await tx.orm
    .insert(invoices)
    .values({
      tenantId: tenant,
      invoiceId,
      customerId,
      currency: totals.currency,
      document: documentText({ ...asked, totals }),
      note: seal('note', note),
      poNumber: seal('poNumber', poNumber),
      terms_days: input.terms_days ?? null,
      net: totals.netTotal,
      tax: totals.taxTotal,
      total: totals.total,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: invoices.invoiceId });
  if (made.length === 0) throw fault('conflict', 'invoice_exists', 'There is an invoice with this id.');
  return { invoiceId, total: Number(totals.total) };
}

type Settings = { currency: string; taxRounding: TaxRounding };

/** A customer that has not been heard of is not found; a tenant must be on its way, since its customer is here. */
async function settingsOf({ tx, tenant }: Context, customerId: string): Promise<Settings> {
  const [row] = await tx.orm
    .select({ ofCustomer: customers.currency, ofTenant: tenants.currency, taxRounding: tenants.taxRounding })
    .from(customers)
    .leftJoin(tenants, eq(tenants.tenantId, customers.tenantId))
    .where(and(eq(customers.tenantId, tenant), eq(customers.customerId, customerId)));
  if (!row) throw notFound('customer');
  if (row.ofTenant === null || row.taxRounding === null) throw notYet('tenant');
  return { currency: row.ofCustomer ?? row.ofTenant, taxRounding: row.taxRounding };
}

function invoiceInput({ lines, discount, ...input }: Input, settings: Settings): InvoiceInput {
  const currency = input.currency ?? settings.currency;
  if (!isCurrency(currency))
    throw refusedField('currency', 'unknown_currency', `${currency} is not a currency in use.`);
  return {
    currency,
    lines: lines.map(({ unitAmount, discount: off, ...line }) => ({
      ...line,
      unitAmount: BigInt(unitAmount),
      ...(off && { discount: discountIn(off) }),
    })),
    ...(discount && { discount: discountIn(discount) }),
    rounding: settings.taxRounding,
    roundingMode: 'halfUp',
  };
}

function discountIn(discount: NonNullable<Input['discount']>) {
  return 'amount' in discount ? { amount: BigInt(discount.amount) } : discount;
}
