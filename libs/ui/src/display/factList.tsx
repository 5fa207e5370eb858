import type { ReactNode } from 'react';
import { classes } from '../classes.ts';

export type Fact = {
  label: string;
  value: ReactNode;
  /** Where two facts may have one label, what tells them apart. */
  id?: string;
  /** What the others lead to, as a total. */
  strong?: boolean;
};

export type FactListProps = {
  facts: readonly Fact[];
  /** `money` puts the values right, under each other, as on paper. */
  kind?: 'words' | 'money';
  className?: string;
};

/** Facts about one thing: labels as wide as the widest, values beside them. */
export function FactList({ facts, kind = 'words', className }: FactListProps) {
  const isMoney = kind === 'money';
  return (
    <dl
      className={classes(
        'grid gap-x-4 text-sm sm:gap-x-6',
        isMoney ? 'grid-cols-[minmax(0,1fr)_auto]' : 'grid-cols-[fit-content(10rem)_minmax(0,1fr)]',
        className,
      )}
    >
      {facts.map(({ label, value, id = label, strong = false }) => (
        <div
          key={id}
          className={classes(
            'col-span-2 grid grid-cols-subgrid items-baseline border-line border-b py-2 last:border-b-0',
            strong && 'font-semibold',
          )}
        >
          <dt className={classes('min-w-0 break-words', !strong && 'text-ink-3')}>{label}</dt>
          <dd className={classes('min-w-0 break-words', isMoney && 'figures text-right')}>
            {value ?? <span className="text-ink-3">–</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
