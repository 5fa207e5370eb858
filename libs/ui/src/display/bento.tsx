import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import { Card, type CardProps } from './card.tsx';

/** Cards in a grid of twelve columns on a desk, six on a tablet, one on a phone. */
export function BentoGrid({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={classes('grid grid-cols-1 gap-4 md:grid-cols-6 min-[70rem]:grid-cols-12', className)}>
      {children}
    </div>
  );
}

const widths = {
  3: 'md:col-span-3 min-[70rem]:col-span-3',
  4: 'md:col-span-6 min-[70rem]:col-span-4',
  5: 'md:col-span-6 min-[70rem]:col-span-5',
  6: 'md:col-span-6 min-[70rem]:col-span-6',
  7: 'md:col-span-6 min-[70rem]:col-span-7',
  8: 'md:col-span-6 min-[70rem]:col-span-8',
  12: 'md:col-span-6 min-[70rem]:col-span-12',
} as const;

export type BentoCellProps = CardProps & {
  /** Columns of twelve. */
  width: keyof typeof widths;
  /** Rows. */
  height?: 1 | 2;
};

export function BentoCell({ width, height = 1, className, ...card }: BentoCellProps) {
  return (
    <Card
      {...card}
      className={classes(
        'flex flex-col [&>div]:flex-1',
        widths[width],
        height === 2 && 'min-[70rem]:row-span-2',
        className,
      )}
    />
  );
}
