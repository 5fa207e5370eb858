import type { ReactNode } from 'react';
import { classes } from '../classes.ts';

export type Fact = { label: string; value: ReactNode };

/** Facts about one thing: label and value, side by side where there is room. */
export function FactList({ facts, className }: { facts: readonly Fact[]; className?: string }) {
  return (
    <dl className={classes('grid grid-cols-1 gap-x-6 text-sm', className)}>
      {facts.map(({ label, value }) => (
        <div
          key={label}
          className="flex flex-wrap gap-x-4 gap-y-0.5 border-line border-b py-2 last:border-b-0 sm:flex-nowrap"
        >
          <dt className="w-40 shrink-0 text-ink-3">{label}</dt>
          <dd className="min-w-0 flex-1 break-words">{value ?? <span className="text-ink-3">–</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
