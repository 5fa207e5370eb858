import type { ReactNode } from 'react';
import { Skeleton } from '../display/skeleton.tsx';
import { FilterPills } from './filterPills.tsx';
import { MetricStrip } from './metricStrip.tsx';
import type { PanelView } from './view.ts';

/** Figures and filters over the list. */
export function PanelTop({
  view,
  loading,
  activeFilter,
  onFilter,
  beside,
}: {
  view: PanelView | undefined;
  loading: boolean;
  activeFilter: string;
  onFilter: (filter: string | null) => void;
  /** Stands at the end of the filters' line. */
  beside: ReactNode;
}) {
  if (!view) return loading ? <Skeleton className="h-20 rounded-lg" /> : null;
  // The first filter is where a panel starts: the address then says nothing of it.
  const choose = (id: string) => onFilter(id === view.filters[0]?.id ? null : id);
  const shown = view.filters.some(({ id }) => id === activeFilter) ? activeFilter : view.activeFilter;
  return (
    <>
      <MetricStrip metrics={view.metrics} activeFilter={shown} onFilter={choose} />
      <div className="flex items-center justify-between gap-3 empty:hidden">
        <FilterPills filters={view.filters} active={shown} onFilter={choose} />
        {beside}
      </div>
    </>
  );
}
