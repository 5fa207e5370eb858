import type { Counts } from './looked.ts';

type Proof = { phase: string; problem: string | null; counts: Pick<Counts, 'breaches'> };

/** What a proof says; `hindered`: Stripe did not let it look at everything. */
export function verdictOf(
  { phase, problem, counts }: Proof,
  hindered: boolean,
): 'running' | 'failed' | 'proved' | 'notProved' | 'incomplete' {
  if (problem !== null) return 'failed';
  if (phase !== 'done') return 'running';
  if (counts.breaches > 0) return 'notProved';
  return hindered ? 'incomplete' : 'proved';
}
