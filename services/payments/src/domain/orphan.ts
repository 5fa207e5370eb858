import type { FindingKind } from './proof/finding.ts';

/** What is found by a review and waits for a person; what reading again mends, or what is on its way, does not. */
const kept = new Set<FindingKind>([
  ...([
    'chargeUnknown',
    'paymentDiffers',
    'paymentNotAtStripe',
    'feeDiffers',
    'settledDiffers',
    'chargedTwice',
  ] as const),
  ...(['refundUnknown', 'refundNotAtStripe', 'disputeUnknown', 'disputeNotAtStripe', 'payoutDiffers'] as const),
  ...(['movementDiffers', 'journalDiffers', 'journalUnknown'] as const),
]);

export const isKept = (kind: FindingKind): boolean => kept.has(kind);

export type OrphanAction = 'link' | 'credit' | 'refund' | 'ignore';

/** A charge can be booked or sent back; without an intent it can only be sent back. Of all else staff can only say that they looked. */
export function actionsOf({
  kind,
  status,
  intentId,
}: {
  kind: FindingKind;
  status: string;
  intentId: string | null;
}): OrphanAction[] {
  if (status !== 'open') return [];
  if (kind !== 'chargeUnknown') return ['ignore'];
  return intentId === null ? ['refund', 'ignore'] : ['link', 'credit', 'refund', 'ignore'];
}
