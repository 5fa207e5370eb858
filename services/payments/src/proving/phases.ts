import { charges, disputes, movements, payouts, refunds } from './atStripe.ts';
import { journal } from './journal.ts';
import { elsewhere, ourDisputes, ourPayments, ourRefunds } from './ours.ts';
import type { Phase } from './parts.ts';
import { twice } from './twice.ts';

/** What a proof looks at, in this order. */
const phases: Record<string, Phase> = {
  charges,
  refunds,
  disputes,
  payouts,
  ourPayments,
  ourRefunds,
  ourDisputes,
  elsewhere,
  journal,
  twice,
  movements,
};
const order = Object.keys(phases);

export const firstPhase = 'charges';

/** @throws Error for a phase that nobody knows. */
export function phaseOf(name: string): Phase {
  const phase = phases[name];
  if (!phase) throw new Error(`no phase ${name}`);
  return phase;
}

/** Where to go on after a page. */
export function nextOf(phase: string, position: string | null): { phase: string; position: string | null } {
  if (position !== null) return { phase, position };
  return { phase: order[order.indexOf(phase) + 1] ?? 'done', position: null };
}
