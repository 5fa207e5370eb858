import type { Ageing } from './ageing.ts';
import { safeAmount } from './safeAmount.ts';

/** Sums as they travel, in minor units. */
export function ageingOut({ current, days1to30, days31to60, days61to90, over90 }: Ageing) {
  return {
    current: safeAmount(current),
    days1to30: safeAmount(days1to30),
    days31to60: safeAmount(days31to60),
    days61to90: safeAmount(days61to90),
    over90: safeAmount(over90),
  };
}
