import type { TaxTotal } from '@purser/billing';
import type { Context } from '@purser/bus';

type Storing = Pick<Context, 'tx' | 'tenant'>;
type Charging = {
  source: 'invoice' | 'creditNote';
  sourceId: string;
  customerId: string;
  currency: string;
  on: string;
  totals: { lines: readonly { net: bigint; taxes: readonly unknown[] }[]; taxTotals: readonly TaxTotal[] };
};

/** Notes for the tax return what documents charge under each rate, or, of credit notes, take back. */
export async function noteTaxes({ tx, tenant }: Storing, documents: readonly Charging[]): Promise<void> {
  const entries = documents.flatMap(entriesOf);
  if (entries.length === 0) return;
  await tx.sql`
    insert into tax_entries (tenant_id, source, source_id, rate_id, customer_id, entry_on, currency, name, percent, kind, taxable,
      amount)
    select ${tenant}, e.source, e."sourceId", e."rateId", e."customerId", e.on, e.currency, e.name, e.percent, e.kind, e.taxable,
      e.amount
    from json_to_recordset(${JSON.stringify(entries)}::text::json) as e(source text, "sourceId" uuid, "rateId" text, "customerId" uuid,
      "on" date, currency text, name text, percent text, kind text, taxable bigint, amount bigint)`;
}

function entriesOf({ totals: { lines, taxTotals }, ...document }: Charging) {
  const sign = document.source === 'invoice' ? 1n : -1n;
  const free = lines.filter(({ taxes }) => taxes.length === 0).reduce((sum, { net }) => sum + net, 0n);
  const untaxed = free === 0n ? [] : [{ rateId: '', name: '', percent: '0', kind: 'none', taxable: free, amount: 0n }];
  return [...taxTotals, ...untaxed].map(({ rateId, name, percent, kind, taxable, amount }) => ({
    ...document,
    ...{ rateId, name, percent, kind },
    taxable: String(sign * taxable),
    amount: String(sign * amount),
  }));
}

/** Voided invoices never charged anything: what they noted is taken back on the day they were voided. */
export async function takeTaxesBack({ tx, tenant }: Storing, invoiceIds: readonly string[], on: string): Promise<void> {
  await tx.sql`
    insert into tax_entries (tenant_id, source, source_id, rate_id, customer_id, entry_on, currency, name, percent, kind, taxable,
      amount)
    select tenant_id, 'void', source_id, rate_id, customer_id, ${on}::date, currency, name, percent, kind, -taxable, -amount
    from tax_entries where tenant_id = ${tenant} and source = 'invoice' and source_id = any(${invoiceIds}::uuid[])`;
}

export type TaxSum = {
  currency: string;
  name: string;
  percent: string;
  kind: 'standard' | 'reverseCharge' | 'exempt' | 'none';
  invoicedTaxable: bigint;
  invoicedTax: bigint;
  backTaxable: bigint;
  backTax: bigint;
  documents: number;
};

/** What was charged from one day to another, both counting, per currency and rate. Answered from an index alone. */
export async function sumTaxes({ tx, tenant }: Storing, from: string, until: string): Promise<TaxSum[]> {
  return tx.sql<TaxSum[]>`
    select currency, name, percent, kind,
      coalesce(sum(taxable) filter (where source = 'invoice'), 0)::bigint as "invoicedTaxable",
      coalesce(sum(amount) filter (where source = 'invoice'), 0)::bigint as "invoicedTax",
      coalesce(sum(taxable) filter (where source <> 'invoice'), 0)::bigint as "backTaxable",
      coalesce(sum(amount) filter (where source <> 'invoice'), 0)::bigint as "backTax",
      count(*)::int as documents
    from tax_entries where tenant_id = ${tenant} and entry_on between ${from} and ${until}
    group by currency, name, percent, kind
    order by currency, kind = 'standard' desc, percent::numeric desc, name, kind`;
}
