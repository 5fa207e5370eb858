import { html } from 'hono/html';
import type Stripe from 'stripe';
import { balanceOf } from '../payments/balance.ts';
import { decimalsOf, spoken } from '../payments/currencies.ts';
import { isInquiry, isOver } from '../payments/dispute.ts';
import { allAccounts } from '../store/accounts.ts';
import { latest } from '../store/latest.ts';
import { readMeta } from '../store/open.ts';
import type { World } from '../world.ts';
import { type Act, acts, type Cell, chip, enabled, type Html, id, table, when, whose } from './inspectorParts.ts';

const shown = 50;

const idOf = (field: string | { id: string } | null): string => (typeof field === 'string' ? field : (field?.id ?? ''));

function chargeActs(charge: Stripe.Charge): Act[] {
  const at = `/charges/${charge.id}`;
  if (charge.status === 'pending') {
    const settle = `/debits/${charge.id}/settle`;
    return [
      { label: 'Bank pays', post: settle },
      { label: 'Bank refuses', post: settle, body: { outcome: 'failed' } },
    ];
  }
  if (!charge.paid || !charge.captured || charge.refunded || charge.disputed) return [];
  return [
    { label: 'Dispute', post: `${at}/dispute` },
    { label: 'Inquire', post: `${at}/dispute`, body: { inquiry: true } },
    { label: 'Warn of fraud', post: `${at}/fraud-warning` },
  ];
}

const chargeStatus = (charge: Stripe.Charge): string =>
  charge.disputed ? 'disputed' : charge.refunded ? 'refunded' : charge.status;

export const payments = (world: World): Html =>
  table(
    ['Amount', 'Status', 'Method', 'Refunded', 'When', 'Account', 'Charge'],
    latest<Stripe.Charge>(world, 'charge', shown).map(({ account, body }) => [
      spoken(body.amount, body.currency),
      chip(chargeStatus(body)),
      `${body.payment_method_details?.type ?? ''}`.replaceAll('_', ' '),
      body.amount_refunded > 0 ? spoken(body.amount_refunded, body.currency) : '',
      when(body.created),
      whose(world, account),
      id(body.id),
      acts(chargeActs(body)),
    ]),
    'Nothing has been paid yet.',
  );

function refundActs(refund: Stripe.Refund): Act[] {
  const post = `/refunds/${refund.id}/settle`;
  if (refund.status === 'failed' || refund.status === 'canceled') return [];
  const fail = { label: 'Send back', post, body: { outcome: 'failed' } };
  return refund.status === 'pending' ? [{ label: 'Let it arrive', post }, fail] : [fail];
}

export const refunds = (world: World): Html =>
  table(
    ['Amount', 'Status', 'Reason', 'When', 'Charge', 'Refund'],
    latest<Stripe.Refund>(world, 'refund', shown).map(({ body }) => [
      spoken(body.amount, body.currency),
      chip(body.status),
      (body.failure_reason ?? body.reason ?? '').replaceAll('_', ' '),
      when(body.created),
      id(idOf(body.charge)),
      id(body.id),
      acts(refundActs(body)),
    ]),
    'Nothing has been refunded yet.',
  );

function disputeActs(dispute: Stripe.Dispute): Act[] {
  const decide = (label: string, verdict: string): Act => ({
    label,
    post: `/disputes/${dispute.id}/decide`,
    body: { verdict },
  });
  if (isOver(dispute)) return [];
  if (isInquiry(dispute)) return [decide('Close', 'lost'), decide('Escalate', 'escalated')];
  return [decide('Win it', 'won'), decide('Lose it', 'lost')];
}

export const disputes = (world: World): Html =>
  table(
    ['Amount', 'Status', 'Reason', 'Answer by', 'Evidence', 'Charge', 'Dispute'],
    latest<Stripe.Dispute>(world, 'dispute', shown).map(({ body }) => [
      spoken(body.amount, body.currency),
      chip(body.status),
      body.reason.replaceAll('_', ' '),
      body.evidence_details.due_by === null ? '' : when(body.evidence_details.due_by),
      body.evidence_details.submission_count > 0 ? 'submitted' : body.evidence_details.has_evidence ? 'staged' : 'none',
      id(idOf(body.charge)),
      id(body.id),
      acts(disputeActs(body)),
    ]),
    'Nothing is disputed. The button on a payment, or a test card, makes a dispute.',
  );

/** Stripe takes a fee for its own bill, of five of the currency. */
const bill = (account: string, currency: string): Act => ({
  label: 'Let Stripe take a fee',
  post: '/movements',
  body: { account, type: 'stripe_fee', amount: -5 * 10 ** decimalsOf(currency), currency },
});

function balances(world: World): Html {
  const platform = readMeta(world.db, 'platform');
  const rows = allAccounts(world.db).flatMap(({ id: account }) => {
    const { available, pending } = balanceOf({ world, account });
    return available.map(({ amount, currency }, index): Cell[] => [
      account === platform ? 'The platform' : account,
      currency.toUpperCase(),
      spoken(amount, currency),
      spoken(pending[index]?.amount ?? 0, currency),
      acts([
        ...(amount > 0 ? [{ label: 'Pay out now', post: '/payouts', body: { account } }] : []),
        bill(account, currency),
      ]),
    ]);
  });
  return table(['Account', 'Currency', 'Available', 'Pending'], rows, 'No account.');
}

function payoutActs(payout: Stripe.Payout): Act[] {
  const post = `/payouts/${payout.id}/settle`;
  const fail = { label: 'Let it fail', post, body: { outcome: 'failed' } };
  if (payout.status === 'paid') return [fail];
  return payout.status === 'in_transit' || payout.status === 'pending' ? [{ label: 'Let it arrive', post }, fail] : [];
}

export const payouts = (world: World): Html =>
  html`<h2>Balances</h2>${balances(world)}<h2>Payouts</h2>${table(
    ['Amount', 'Status', 'Made', 'When', 'Arrives', 'Account', 'Payout'],
    latest<Stripe.Payout>(world, 'payout', shown).map(({ account, body }) => [
      spoken(body.amount, body.currency),
      chip(body.status),
      body.automatic ? 'automatically' : 'by hand',
      when(body.created),
      when(body.arrival_date).slice(0, 10),
      whose(world, account),
      id(body.id),
      acts(payoutActs(body)),
    ]),
    'Nothing has been paid out yet. What is available is paid out every midnight (UTC).',
  )}`;

function accountActs(account: Stripe.Account): Act[] {
  const post = `/accounts/${account.id}/standing`;
  const complete = account.charges_enabled && account.payouts_enabled;
  return [
    complete
      ? { label: 'Ask for a document', post, body: { identity: 'failed' } }
      : { label: 'Complete', post, body: { details: true, bank: true, identity: 'passed' } },
    { label: 'Disconnect', post: `/accounts/${account.id}/disconnect` },
  ];
}

export const accounts = (world: World): Html =>
  table(
    ['Account', 'Charges', 'Payouts', 'Due', 'Type', 'Since'],
    latest<Stripe.Account>(world, 'account', shown).map(({ body }) => [
      body.business_profile?.name ?? body.email ?? body.id,
      enabled(body.charges_enabled),
      enabled(body.payouts_enabled),
      (body.requirements?.currently_due ?? []).length === 0
        ? 'nothing'
        : `${body.requirements?.currently_due?.length} things`,
      body.type,
      when(body.created ?? 0),
      acts(accountActs(body)),
    ]),
    'No account is connected to the platform.',
  );
