import { Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../classes.ts';

export type EmptyStateProps = {
  icon?: ReactNode;
  title: string;
  /** What will stand here, and what to do next. */
  text?: ReactNode;
  action?: ReactNode;
  className?: string;
};

export function EmptyState({ icon, title, text, action, className }: EmptyStateProps) {
  return (
    <div className={classes('mx-auto flex max-w-md flex-col items-center px-6 py-14 text-center', className)}>
      <span
        aria-hidden
        className="mb-4 grid size-10 place-items-center rounded-full border border-line bg-surface text-ink-3 shadow-card"
      >
        {icon ?? <Inbox size={18} />}
      </span>
      <p className="font-semibold text-base">{title}</p>
      {text && <p className="mt-1 text-ink-3 text-sm">{text}</p>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
