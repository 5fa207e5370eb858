import { type Check, each } from './check.ts';

export const proved: Check = {
  promise: 'the platform’s own proof finds Stripe, payments and journal to agree, and nobody charged twice',
  find: ({ proofs }) =>
    each(
      proofs,
      ({ tenant, proofId, verdict, findings }) =>
        (verdict !== 'proved' || findings.length > 0) &&
        `tenant ${tenant}, proof ${proofId}: ${[verdict, ...findings.slice(0, 5)].join('; ')}`,
    ),
};
