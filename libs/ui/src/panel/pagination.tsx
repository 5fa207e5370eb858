import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '../buttons/button.tsx';
import { nextPage, type PanelState, previousPage } from './state.ts';
import type { PanelView } from './view.ts';

/** Back and forth by cursor; nothing where all is on one page. */
export function Pagination({
  view,
  loading,
  state,
  onState,
}: {
  view: PanelView | undefined;
  loading: boolean;
  state: PanelState;
  onState: (state: PanelState) => void;
}) {
  const next = view?.next ?? null;
  const page = state.trail.length + 1;
  if (!view || (next === null && page === 1)) return null;
  return (
    <nav aria-label="Pages" className="flex items-center justify-between gap-3 px-3 py-2 text-ink-3 text-xs sm:px-5">
      <span className="figures">Page {page}</span>
      <div className="flex gap-2">
        <Button
          size="small"
          disabled={page === 1 || loading}
          icon={<ChevronLeft aria-hidden size={14} />}
          onClick={() => onState(previousPage(state))}
        >
          Previous
        </Button>
        <Button
          size="small"
          disabled={next === null || loading}
          onClick={() => {
            if (next !== null) onState(nextPage(state, next));
          }}
        >
          Next
          <ChevronRight aria-hidden size={14} />
        </Button>
      </div>
    </nav>
  );
}
