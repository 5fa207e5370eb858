import { payments } from '@purser/contracts';
import type { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { AttentionItemModel } from '../api/models/dashboard.ts';
import type { Gateway } from '../gateway.ts';
import type { Staff } from '../identity/who.ts';
import type { Gathering } from './settle.ts';

type Standing = z.output<typeof payments.getReconciliation.output>;
type Payout = z.output<typeof payments.listPayouts.output>['payouts'][number];

const fresh_ms = 14 * 86_400_000;

/** What does not match Stripe and waits for a person, what Stripe does not let us look at, and payouts that failed. */
export async function readReconciliation(g: Gateway, who: Staff, parts: Gathering): Promise<AttentionItemModel[]> {
  const [standing, failed] = await Promise.all([
    parts.ask('payments', g.client.query(payments.getReconciliation, {}, who)),
    parts.ask('payments', g.client.query(payments.listPayouts, { failed: true, limit: 5 }, who)),
  ]);
  const since = g.clock.business().getTime() - fresh_ms;
  const payouts = (failed?.payouts ?? []).filter(({ createdAt }) => Date.parse(createdAt) >= since);
  return [...(standing ? ofStanding(standing) : []), ...payouts.map(ofPayout)];
}

function ofStanding({ accounts, openOrphans }: Standing): AttentionItemModel[] {
  const item = (id: string, title: string, detail: string): AttentionItemModel => ({
    ...{ id, kind: 'reconciliation', title, detail, href: '/admin/reconciliation', at: null, amount: null },
  });
  const refused = accounts.filter(({ events }) => events.problem !== null);
  return [
    ...(openOrphans > 0 ? [item('orphans', 'Stripe and Purser do not agree', `${openOrphans} to decide on`)] : []),
    ...refused.map(({ mode, events }) =>
      item(`events-${mode}`, 'Stripe does not let us look at its events', events.problem ?? ''),
    ),
  ];
}

function ofPayout({ payoutId, amount, currency, failure, createdAt }: Payout): AttentionItemModel {
  return {
    id: shown('pot', payoutId),
    kind: 'payout',
    title: 'A payout did not reach your bank',
    detail: (failure ?? 'Your bank sent it back.').replaceAll('_', ' '),
    href: `/admin/payouts/${shown('pot', payoutId)}`,
    at: createdAt,
    amount: { amount, currency },
  };
}
