import { expect, test } from 'vitest';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { type CheckName, judge } from './all.ts';
import { bookChecks } from './books.ts';
import { healthy } from './healthy.fixture.ts';
import { mailChecks } from './mail.ts';

/** What is seen of mail and books is told in tests of their own. */
const elsewhere = new Set(Object.keys({ ...mailChecks, ...bookChecks }));
const isHere = ({ name }: { name: string }) => !elsewhere.has(name);

const failing = (snapshot: Snapshot) =>
  judge(snapshot)
    .filter(isHere)
    .filter(({ offenders }) => offenders.length > 0)
    .map(({ name }) => name);

test('a run in which all is well breaks nothing, and every check has looked at something', () => {
  const verdicts = judge(healthy());
  expect(verdicts.flatMap(({ offenders }) => offenders)).toEqual([]);
  expect(verdicts.filter(({ looked }) => looked === 0)).toEqual([]);
});

/** What goes wrong, what is done to a healthy run, and every check that must see it. */
const wrongs: [string, (run: Snapshot) => void, CheckName[]][] = [
  [
    'an attempt is charged twice on one PaymentIntent',
    ({ stripe }) => stripe.charges.push({ ...first(stripe.charges, 1), id: 'ch_2' }),
    ['chargedOnce', 'notOvercharged', 'paymentsMatchCharges'],
  ],
  [
    'an attempt is charged on two PaymentIntents',
    ({ stripe }) => {
      stripe.intents.push({ ...first(stripe.intents), id: 'pi_3' });
      stripe.charges.push({ ...first(stripe.charges, 1), id: 'ch_3', intentId: 'pi_3' });
    },
    ['capturedIsAccountedFor', 'chargedOnce', 'notOvercharged', 'oneIntentPerAttempt', 'paymentsMatchCharges'],
  ],
  [
    'a captured payment was allocated nowhere',
    (run) => {
      run.allocations.splice(0, 1);
      first(run.invoices).paid = 0;
    },
    ['capturedIsAccountedFor', 'paymentsFinished', 'journalIsWhole'],
  ],
  ['a unit of the credit is missing', ({ credits }) => (first(credits).amount -= 1), ['capturedIsAccountedFor']],
  [
    'an invoice got more than its total',
    ({ invoices, allocations, credits }) => {
      first(allocations).amount = 121;
      first(invoices).paid = 121;
      first(credits).amount = 29;
    },
    ['invoicesNotOverpaid', 'paymentsFinished'],
  ],
  [
    'an invoice says that more was paid than was',
    ({ invoices }) => (first(invoices).paid = 119),
    ['invoicesNotOverpaid', 'paymentsFinished'],
  ],
  [
    'a void invoice was paid',
    ({ invoices }) => {
      first(invoices).isVoid = true;
    },
    ['invoicesNotOverpaid', 'journalIsWhole'],
  ],
  [
    'Stripe captured what we have no payment of',
    (run) => (run.payments = []),
    ['capturedIsAccountedFor', 'paymentsMatchCharges', 'journalIsWhole'],
  ],
  [
    'a customer is charged for more than the invoice was over',
    ({ stripe, payments, credits }) => {
      first(stripe.charges, 1).amount = 160;
      first(payments).amount = 160;
      first(credits).amount = 40;
    },
    ['notOvercharged'],
  ],
  [
    'an invoice is charged once more, what went back taken off, while its customer is away',
    ({ stripe }) => stripe.charges.push({ ...first(stripe.charges, 2), id: 'ch_5', amount: 40 }),
    ['capturedIsAccountedFor', 'chargedOnce', 'chargedAway', 'paymentsMatchCharges'],
  ],
  [
    'what a customer left to be charged was not',
    (run) => (first(run.journeys, 1).ending = { invoiceId: 'i9', wanted: 'paid', back: 0 }),
    ['chargedAway', 'paymentsFinished'],
  ],
  [
    'a refund was made twice',
    ({ stripe }) => stripe.refunds.push({ ...first(stripe.refunds), id: 're_3' }),
    ['refundsMatch', 'refundsOnce', 'refundsInBooks'],
  ],
  ['a refund was asked for under another key', ({ stripe }) => stripe.refundKeys.push('k3'), ['refundsUnderOneKey']],
  [
    'a refund is here that Stripe never made',
    ({ stripe }) => stripe.refunds.splice(0, 1),
    ['refundsMatch', 'refundsOnce', 'refundsInBooks'],
  ],
  [
    'a refund failed at Stripe and went back here',
    ({ stripe }) => (first(stripe.refunds).status = 'failed'),
    ['refundsMatch', 'refundsOnce', 'refundsInBooks'],
  ],
  ['a refund is on its way for ever', ({ refundsAsked }) => (first(refundsAsked, 1).withdrawn = 0), ['refundsOnce']],
  [
    'a refund at Stripe is one that nobody asked for',
    ({ stripe }) => (first(stripe.refunds).refundId = 'r9'),
    ['refundsOnce'],
  ],
  [
    'a refund was booked a unit short',
    ({ postings }) => {
      for (const posting of postings.filter(({ entryId }) => entryId === 'e16'))
        posting.amount -= Math.sign(posting.amount);
    },
    ['refundsInBooks', 'journalEqualsStripe'],
  ],
  ['a dispute is not known', (run) => run.disputes.splice(0, 1), ['disputesKnown', 'journalIsWhole']],
  ['a dispute ended otherwise', ({ disputes }) => (first(disputes).status = 'lost'), ['disputesKnown']],
  ['a dispute is none of Stripe’s', ({ stripe }) => stripe.disputes.splice(0, 1), ['disputesKnown']],
  [
    'we have a payment that Stripe never captured',
    ({ stripe }) => (first(stripe.charges, 1).succeeded = false),
    ['paymentsMatchCharges'],
  ],
  [
    'a payment has another amount than its charge',
    ({ payments }) => (first(payments).amount = 149),
    ['paymentsMatchCharges'],
  ],
  [
    'a payer saw a payment succeed that is not there',
    (run) => (run.seenPaid = new Set(['pi_9'])),
    ['paymentsMatchCharges'],
  ],
  ['an attempt is left open', ({ attempts }) => (first(attempts, 1).status = 'created'), ['attemptsEnded']],
  [
    'an attempt failed here and succeeded at Stripe',
    ({ attempts }) => (first(attempts).status = 'failed'),
    ['attemptsEnded'],
  ],
  ['an ended attempt still holds its invoice', ({ holds }) => (first(holds).isOpen = true), ['holdsEnded']],
  ['a command never got an answer', ({ asked }) => (first(asked).answers = []), ['commandsAnswered']],
  ['a repeat got another answer', ({ asked }) => (first(asked).answers = ['one', 'another']), ['commandsAnswered']],
  ['a command that was answered is in no ledger', (run) => run.ledger.splice(3, 1), ['commandsOnce']],
  [
    'a command was done twice under one key',
    ({ ledger }) => ledger.push({ ...first(ledger, 3), messageId: 'm9' }),
    ['commandsOnce'],
  ],
  ['a command was told rejected and was done', ({ ledger }) => (first(ledger, 4).status = 'done'), ['commandsOnce']],
  [
    'a command was told another number than is stored',
    ({ ledger }) => (first(ledger, 3).result = '{"number":"X-000009"}'),
    ['commandsOnce'],
  ],
  [
    'a command was refused since something was away',
    ({ asked }) => (first(asked, 1).answer = { status: 'rejected', fault: { kind: 'external', code: 'x', text: '' } }),
    ['refusalsAreRules'],
  ],
  ['a payer gave up', ({ journeys }) => (first(journeys).ending = undefined), ['paymentsFinished']],
  ['an entry of the journal is out of balance', ({ postings }) => (first(postings).amount += 1), ['journalBalances']],
  [
    'the fee in the journal is a unit off',
    ({ postings }) => {
      first(postings, 16).amount += 1;
      first(postings, 17).amount -= 1;
    },
    ['journalEqualsStripe'],
  ],
  ['a payment was never booked', ({ postings }) => postings.splice(10, 2), ['journalEqualsStripe', 'journalIsWhole']],
  [
    'a voiding was booked twice',
    ({ postings }) => postings.push(...postings.slice(6, 8).map((posting) => ({ ...posting, entryId: 'e99' }))),
    ['journalIsWhole'],
  ],
  ['credit was taken that no dispute took', (run) => (run.creditReversals = []), ['journalIsWhole']],
  ['something was booked that did not happen', (run) => (run.creditNotes = []), ['journalIsWhole', 'numbersGapless']],
  ['a fee is not known', ({ payments }) => (first(payments).fee = null), ['journalIsWhole', 'feesKnown']],
  ['a proof finds something off', ({ proofs }) => (first(proofs).verdict = 'notProved'), ['proved']],
  ['a proof finds something on its way', ({ proofs }) => first(proofs).findings.push('feePending ch_1: ?'), ['proved']],
  ['a number is missing', ({ invoices }) => (first(invoices, 2).number = 'X-000004'), ['numbersGapless']],
  ['a number was given twice', ({ invoices }) => (first(invoices, 2).number = 'X-000002'), ['numbersGapless']],
  ['a message was never sent', ({ outbox }) => (first(outbox).isSent = false), ['everythingSent']],
  ['an event was never read', (run) => run.ledger.splice(1, 1), ['reactionsOnce']],
  ['a staged command was never taken', (run) => run.ledger.splice(2, 1), ['reactionsOnce']],
  ['an event was read twice', ({ ledger }) => ledger.push(first(ledger)), ['reactionsOnce']],
  ['a reaction was refused', ({ ledger }) => (first(ledger).status = 'rejected'), ['reactionsOnce']],
  [
    'a reaction was done to an event that nobody sent',
    ({ ledger }) => ledger.push({ ...first(ledger), messageId: 'm9' }),
    ['reactionsOnce'],
  ],
  [
    'a message waits for something for ever',
    ({ ledger }) => (first(ledger).status = 'parked'),
    ['reactionsOnce', 'nothingUnfinished'],
  ],
  ['a message failed', ({ ledger }) => (first(ledger, 2).status = 'failed'), ['reactionsOnce', 'nothingUnfinished']],
  [
    'an alarm stands',
    ({ alarms }) => alarms.push({ service: 'payments', tenant: 't1', handler: 'h', messageId: 'm', reason: 'parked' }),
    ['nothingUnfinished'],
  ],
  ['a process ended by itself', (run) => (run.fell = ['work ended (code 1)']), ['nothingFell']],
  ['a webhook was not applied', ({ webhookEvents }) => (first(webhookEvents).status = 'failed'), ['nothingUnfinished']],
];

test.each(wrongs)('it is seen when %s', (_what, doctor, seenBy) => {
  const run = healthy();
  doctor(run);
  expect(failing(run)).toEqual(seenBy);
});

test('every check can fail', () => {
  const all = judge(healthy())
    .filter(isHere)
    .map(({ name }) => name);
  expect(new Set(wrongs.flatMap(([, , seenBy]) => seenBy))).toEqual(new Set(all));
});

function first<T>(of: readonly T[], index = 0): T {
  const one = of[index];
  if (one === undefined) throw new Error(`there is no number ${index}`);
  return one;
}
