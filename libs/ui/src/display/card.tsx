import type { ReactNode } from 'react';
import { classes } from '../classes.ts';

export type CardProps = {
  title?: ReactNode;
  /** Small things at the right of the title: a link, a button. */
  aside?: ReactNode;
  /** Content goes to the edges, as a table does. */
  flush?: boolean;
  className?: string;
  children: ReactNode;
};

export function Card({ title, aside, flush = false, className, children }: CardProps) {
  return (
    <section className={classes('min-w-0 rounded-lg border border-line bg-surface shadow-card', className)}>
      {(title || aside) && (
        <header className="flex min-h-12 items-center justify-between gap-3 px-4 pt-3 pb-2 sm:px-5">
          {title && <h2 className="truncate font-semibold text-sm">{title}</h2>}
          {aside && <div className="flex shrink-0 items-center gap-1 text-sm">{aside}</div>}
        </header>
      )}
      <div className={classes(!flush && 'px-4 pb-4 sm:px-5 sm:pb-5', !flush && !title && !aside && 'pt-4 sm:pt-5')}>
        {children}
      </div>
    </section>
  );
}
