import { classes } from '../classes.ts';
import type { PanelView } from './view.ts';

/** Filters as pills, one of them on. */
export function FilterPills({
  filters,
  active,
  onFilter,
}: {
  filters: PanelView['filters'];
  active: string;
  onFilter: (id: string) => void;
}) {
  if (filters.length < 2) return null;
  return (
    <fieldset className="no-bar -mx-1 flex min-w-0 gap-1.5 overflow-x-auto p-1">
      <legend className="sr-only">Filter</legend>
      {filters.map(({ id, label, count }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === active}
          onClick={() => onFilter(id)}
          className={classes(
            'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border px-3 text-xs transition-colors pointer-coarse:h-9',
            id === active
              ? 'border-ink bg-ink font-medium text-canvas'
              : 'border-line-strong bg-surface text-ink-2 hover:border-ink-3 hover:text-ink',
          )}
        >
          {label}
          {count !== null && (
            <span className={classes('figures', id === active ? 'opacity-80' : 'text-ink-3')}>{count}</span>
          )}
        </button>
      ))}
    </fieldset>
  );
}
