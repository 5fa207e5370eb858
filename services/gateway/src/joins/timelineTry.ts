import type { payments } from '@purser/contracts';
import type { z } from 'zod';
import type { TimelineEntryModel } from '../api/models/timeline.ts';
import { bankWords } from '../portal/declines.ts';

type Attempt = z.output<typeof payments.listAttempts.output>['attempts'][number];
type Try = z.output<typeof payments.getInvoiceAutopay.output>['tries'][number];

const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', timeZone: 'UTC' });

/** What the bank's word leads to. */
const leads: Record<NonNullable<Try['verdict']>, string> = {
  retry: 'no more tries',
  never: 'this card is not tried again',
  ask: 'another card is needed',
  authenticate: 'the customer has to confirm it',
  refused: 'Stripe did not take it',
};

/** A payment that was tried with the customer away; what the bank said is told in full. */
export function ofTry({ amount, currency, status }: Attempt, tried: Try): TimelineEntryModel {
  return {
    at: tried.at,
    kind: 'attempt',
    title: titleOf(tried),
    detail: tried.outcome === 'refused' ? detailOf(tried) : null,
    actor: { kind: 'service', name: 'Purser' },
    status: tried.outcome === 'refused' ? 'declined' : status,
    amount: { amount, currency },
    href: null,
  };
}

function titleOf({ outcome, try: number, last4 }: Try): string {
  const card = last4 === null ? '' : ` with the card •••• ${last4}`;
  if (outcome === 'succeeded') return `Charged automatically${card}`;
  return outcome === 'refused' ? `Automatic try ${number} refused${card}` : `Automatic try ${number} begun${card}`;
}

function detailOf({ code, declineCode, adviceCode, verdict, nextOn }: Try): string {
  const said = [...new Set([declineCode ?? code, adviceCode])].filter((each) => each !== null);
  const next =
    nextOn === null ? leads[verdict ?? 'retry'] : `next try on ${days.format(new Date(`${nextOn}T00:00:00Z`))}`;
  return `${said.map(bankWords).join(', ')}; ${next}`;
}
