import type { Snapshot } from '../snapshot/snapshot.ts';
import { type Check, each, sum } from './check.ts';

/** What Stripe captured for each invoice, by charges. */
function capturedFor({ stripe }: Snapshot) {
  const invoiceOf = new Map(stripe.intents.map(({ id, invoiceId }) => [id, invoiceId]));
  return Map.groupBy(
    stripe.charges.filter(({ succeeded }) => succeeded),
    ({ intentId }) => invoiceOf.get(intentId) ?? 'no invoice',
  );
}

export const notOvercharged: Check = {
  promise: 'no customer is charged beyond what an invoice was over, after what Stripe gave back',
  find: (run) => {
    const { stripe, invoices } = run;
    const total = new Map(invoices.map((invoice) => [invoice.invoiceId, invoice.total]));
    const refunds = Map.groupBy(
      stripe.refunds.filter(({ status }) => status === 'succeeded'),
      ({ intentId }) => intentId,
    );
    return each(capturedFor(run), ([invoiceId, charges]) => {
      const captured = sum(charges, ({ amount }) => amount);
      const back = sum(charges, ({ intentId }) => sum(refunds.get(intentId), ({ amount }) => amount));
      const owed = total.get(invoiceId) ?? 0;
      return (
        captured - back > owed &&
        `invoice ${invoiceId} over ${owed}: ${captured} captured and ${back} given back, ${charges.map(({ id }) => id).join(', ')}`
      );
    });
  },
};

export const chargedAway: Check = {
  promise: 'what is charged while its customer is away is charged once, and only what was due and wanted so',
  find: (run) => {
    const charges = capturedFor(run);
    const away = run.journeys.filter(({ plan }) => plan.way === 'autopaid' || plan.way === 'autopayRefused');
    return each(away, ({ plan, ending }) => {
      const of = charges.get(ending?.invoiceId ?? '') ?? [];
      const isPaid = ending?.wanted === 'paid';
      return (
        of.length !== (isPaid ? 1 : 0) &&
        `payment ${plan.index} (${plan.way}), invoice ${ending?.invoiceId}: ${of.length} charges, ${of.map(({ id }) => id).join(', ')}`
      );
    });
  },
};
