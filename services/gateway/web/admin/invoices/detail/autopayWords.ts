import type { InvoiceAutopayModel } from '../../../../src/api/models/dunning.ts';
import { bankWords } from '../../../../src/portal/declines.ts';

type Try = InvoiceAutopayModel['tries'][number];

/** Why nothing is tried by itself any more. */
const whys: Record<NonNullable<InvoiceAutopayModel['why']>, string> = {
  never: 'The bank will not have this card any more. The customer was asked for another, which begins anew.',
  ask: 'The card’s details are wrong or out of date. The customer was asked for another, which begins anew.',
  authenticate: 'The bank wants the customer to confirm it. They have a mail with a link that finishes this payment.',
  exhausted: 'Every try was refused, and the customer has had the last notice.',
  noCard: 'There is no card on file to charge.',
  refused: 'Stripe did not take the payment; no bank was asked.',
  staff: 'Staff stopped it.',
};

export const whyWords = (why: NonNullable<InvoiceAutopayModel['why']>): string => whys[why];

const verdicts: Record<NonNullable<Try['verdict']>, string> = {
  never: 'not tried again with this card',
  ask: 'other details or another card needed',
  authenticate: 'the customer has to confirm it',
  retry: 'may work another day',
  refused: 'not taken by Stripe',
};

/** What the bank said, in full, for staff: its code, what the network advises, and what that leads to. */
export function reasonOf({ code, declineCode, adviceCode, verdict }: Try): string {
  const reason = declineCode ?? code;
  const said = [reason ? bankWords(reason) : 'no reason given', adviceCode && `advice: ${bankWords(adviceCode)}`];
  const words = said.filter(Boolean).join(', ');
  return verdict === null ? words : `${words} (${verdicts[verdict]})`;
}
