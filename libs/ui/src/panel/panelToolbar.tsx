import { Columns3 } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { IconButton } from '../buttons/iconButton.tsx';
import { SearchInput } from '../fields/searchInput.tsx';
import { Menu, type MenuItem } from '../menus/menu.tsx';
import { type PanelState, withSearch } from './state.ts';
import type { useColumnChoice } from './useColumnChoice.ts';
import type { PanelView } from './view.ts';

/** Search, the page's own buttons, and the choice of columns. */
export function PanelToolbar(props: {
  view: PanelView | undefined;
  state: PanelState;
  onState: (state: PanelState) => void;
  columns: ReturnType<typeof useColumnChoice>;
  search: RefObject<HTMLInputElement | null>;
  narrow: boolean;
  toolbar: ReactNode;
}) {
  const { view, state, onState, columns, search, narrow, toolbar } = props;
  const hideable = view?.columns.filter((column) => column.hideable) ?? [];
  if (!view || (!view.search && !toolbar && hideable.length === 0)) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 border-line border-b p-2">
      {view.search ? (
        <SearchInput
          ref={search}
          label={view.search.placeholder}
          placeholder={view.search.placeholder}
          keyHint="/"
          value={state.search}
          onValueChange={(text) => onState(withSearch(state, text))}
          className="min-w-40 flex-1 sm:max-w-80"
        />
      ) : (
        <span />
      )}
      <div className="ml-auto flex items-center gap-2">
        {toolbar}
        {hideable.length > 0 && !narrow && (
          <Menu
            trigger={<IconButton label="Choose columns" icon={<Columns3 aria-hidden size={16} />} />}
            items={[
              { kind: 'heading', id: 'heading', label: 'Columns' },
              ...hideable.map(
                ({ id, label }): MenuItem => ({
                  kind: 'check',
                  id,
                  label,
                  checked: !columns.isHidden(id),
                  onCheckedChange: (shown) => columns.hide(id, !shown),
                }),
              ),
            ]}
          />
        )}
      </div>
    </div>
  );
}
