import type { ReactNode, RefObject } from 'react';
import { SearchInput } from '../fields/searchInput.tsx';
import { type PanelState, withSearch } from './state.ts';
import type { PanelView } from './view.ts';

/** Search, the page's own buttons, and the choice of columns. */
export function PanelToolbar(props: {
  view: PanelView;
  state: PanelState;
  onState: (state: PanelState) => void;
  search: RefObject<HTMLInputElement | null>;
  toolbar: ReactNode;
  columnMenu: ReactNode;
}) {
  const { view, state, onState, search, toolbar, columnMenu } = props;
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b p-2">
      {view.search && (
        <SearchInput
          ref={search}
          label={view.search.placeholder}
          placeholder={view.search.placeholder}
          keyHint="/"
          value={state.search}
          onValueChange={(text) => onState(withSearch(state, text))}
          className="min-w-40 flex-1 sm:max-w-80"
        />
      )}
      {(toolbar || columnMenu) && (
        <div className="ml-auto flex items-center gap-2">
          {toolbar}
          {columnMenu}
        </div>
      )}
    </div>
  );
}
