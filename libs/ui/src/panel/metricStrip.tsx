import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import { CellView } from './cellView.tsx';
import type { PanelMetric } from './view.ts';

/** The figures over a list; one that has a filter opens the rows it is made of. */
export function MetricStrip({
  metrics,
  activeFilter,
  onFilter,
}: {
  metrics: readonly PanelMetric[];
  activeFilter: string;
  onFilter: (filter: string) => void;
}) {
  if (metrics.length === 0) return null;
  return (
    <ul
      aria-label="Figures"
      className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-card sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none"
    >
      {metrics.map(({ id, label, value, hint, filter }) => (
        <li key={id} className="flex min-w-0 bg-surface max-sm:last:odd:col-span-2">
          <MetricBody
            active={filter !== undefined && filter === activeFilter}
            onOpen={filter ? () => onFilter(filter) : undefined}
          >
            <span className="block break-words text-ink-3 text-xs">{label}</span>
            <span className="figures mt-0.5 block truncate font-semibold text-lg tracking-tight">
              <CellView cell={value} />
            </span>
            {hint && <span className="block break-words text-ink-3 text-xs">{hint}</span>}
          </MetricBody>
        </li>
      ))}
    </ul>
  );
}

function MetricBody({
  active,
  onOpen,
  children,
}: {
  active: boolean;
  onOpen: (() => void) | undefined;
  children: ReactNode;
}) {
  const look = 'flex w-full min-w-0 flex-col items-stretch justify-start px-4 py-3 text-left';
  if (!onOpen) return <div className={look}>{children}</div>;
  return (
    <button
      type="button"
      aria-pressed={active}
      onClick={onOpen}
      className={classes(
        look,
        'hover:bg-hover focus-visible:-outline-offset-2',
        active && 'shadow-[inset_0_-2px_0_var(--brand-text)]',
      )}
    >
      {children}
    </button>
  );
}
