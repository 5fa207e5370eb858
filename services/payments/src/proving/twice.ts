import { invoicing, reporting } from '@purser/contracts';
import { isFault } from '@purser/fault';
import type { Finding } from '../domain/proof/finding.ts';
import { nothing } from '../domain/proof/looked.ts';
import { chargedMoreThanOnce, type ManyCharges } from '../store/proofTwice.ts';
import { speaking } from './askReporting.ts';
import type { Page, Sight } from './parts.ts';

const portion = 25;

/** Invoices that were charged more than once: together no more than they owed, less what went back. */
export async function twice(sight: Sight): Promise<Page> {
  const { tenant, parts, request } = sight;
  const invoices = await parts.runtime.tenantTx({ tenant }, (tx) => chargedMoreThanOnce(tx, request, portion));
  const findings: Finding[] = [];
  for (const invoice of invoices) {
    const beyond = await takenBeyond(sight, invoice);
    if (beyond > 0) findings.push(chargedTwice(invoice, beyond));
  }
  const last = invoices.at(-1);
  return { looked: { ...nothing(), findings }, position: last && invoices.length === portion ? last.invoiceId : null };
}

/** How much more was taken than the invoice is over, or than it owed when the money came: that became credit. */
async function takenBeyond({ tenant, parts }: Sight, invoice: ManyCharges): Promise<number> {
  const { invoiceId, paymentIds, taken, wentBack } = invoice;
  const total = await totalOf({ tenant, parts }, invoiceId);
  if (total === undefined) return 0;
  const { booked } = await parts.client.query(
    reporting.getBooked,
    { sources: paymentIds.slice(0, 500) },
    speaking(tenant),
  );
  const credited = booked
    .filter(({ kind }) => kind === 'overpaymentCredited')
    .reduce((sum, each) => sum + each.total, 0);
  return Math.max(taken - total, credited - wentBack);
}

/** What it is over, tax included; undefined where there is no such invoice: metadata may name anything. */
async function totalOf({ tenant, parts }: Pick<Sight, 'tenant' | 'parts'>, invoiceId: string) {
  try {
    const { totals } = await parts.client.query(invoicing.getInvoice, { invoiceId }, speaking(tenant));
    return totals.total;
  } catch (error) {
    if (isFault(error) && error.kind === 'notFound') return undefined;
    throw error;
  }
}

function chargedTwice({ invoiceId, charges, currency, taken }: ManyCharges, beyond: number): Finding {
  return {
    kind: 'chargedTwice',
    ...{ stripeId: charges[0] ?? null, ourId: null, invoiceId, atStripe: taken, here: taken - beyond, currency },
    detail: `${charges.length} charges (${charges.join(', ')}) took ${beyond} beyond what the invoice owed`,
  };
}
