import { reporting } from '@purser/contracts';
import { compareEntry, type JournalEntry, paymentShouldBe, sourceOf } from '../domain/proof/compareJournal.ts';
import type { Finding } from '../domain/proof/finding.ts';
import { nothing } from '../domain/proof/looked.ts';
import { movesById } from '../store/balanceMoves.ts';
import { exchangesOf } from '../store/exchanges.ts';
import { payoutsById } from '../store/payouts.ts';
import { disputesById, partsOfRefunds, paymentsById } from '../store/proofRows.ts';
import { journalFor, speaking } from './askReporting.ts';
import type { Page, Sight } from './parts.ts';

/** The other way round: whatever the journal says of money at Stripe must be about something that payments knows, and say the same of it. */
export async function journal(sight: Sight): Promise<Page> {
  const { tenant, parts, request } = sight;
  const { from, to, position } = request;
  const page = { from, to, limit: 200, ...(position !== null && { after: position }) };
  const { entries, next } = await parts.client.query(reporting.listClearing, page, speaking(tenant));
  const of = (what: ReturnType<typeof sourceOf>) => [
    ...new Set(entries.filter(({ kind }) => sourceOf(kind) === what).map(({ sourceId }) => sourceId)),
  ];
  const known = await parts.runtime.tenantTx({ tenant }, async (tx) => ({
    payments: new Map((await paymentsById(tx, of('payment'))).map((payment) => [payment.paymentId, payment])),
    refunds: Map.groupBy(await partsOfRefunds(tx, of('refund')), ({ refundId }) => refundId),
    payouts: await payoutsById(tx, of('payout')),
    moves: await movesById(tx, of('movement')),
    exchanges: new Set((await exchangesOf(tx, of('exchange'))).map(({ thingId }) => thingId)),
    disputes: new Map((await disputesById(tx, of('dispute'))).map((dispute) => [dispute.disputeId, dispute])),
  }));
  const findings = entries.map((entry) => compareEntry(entry, known)).filter((finding) => finding !== undefined);
  findings.push(...(await twiceBooked(sight, entries, [...known.payments.values()])));
  return { looked: { ...nothing(), findings, counts: { journalEntries: entries.length } }, position: next };
}

/** Payments that came outside the period, and have entries within it that nobody would look at. */
async function twiceBooked(
  sight: Sight,
  entries: readonly JournalEntry[],
  payments: Parameters<typeof paymentShouldBe>[0][],
): Promise<Finding[]> {
  const { from, to } = sight.request;
  const [start, end] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`) + 86_400_000];
  const outside = payments.filter(({ receivedAt }) => receivedAt < start || receivedAt >= end);
  const booked = await journalFor(
    sight,
    outside.map(({ paymentId }) => paymentId),
  );
  return outside.flatMap((payment) =>
    paymentShouldBe(payment)
      .filter(({ kinds }) =>
        entries.some(({ sourceId, kind }) => sourceId === payment.paymentId && kinds.includes(kind)),
      )
      .flatMap(({ kinds, currency, net }): Finding[] => {
        const is = booked(payment.paymentId, kinds, currency) ?? 0;
        if (is === net) return [];
        return [
          {
            kind: 'journalDiffers',
            ...{ stripeId: payment.chargeId, ourId: payment.paymentId, invoiceId: payment.invoiceId, currency },
            ...{ atStripe: net, here: is, detail: `${kinds.join(', ')}: ${is} is booked` },
          },
        ];
      }),
  );
}
