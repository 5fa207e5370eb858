import { Columns3 } from 'lucide-react';
import { IconButton } from '../buttons/iconButton.tsx';
import { Menu, type MenuItem } from '../menus/menu.tsx';
import type { useColumnChoice } from './useColumnChoice.ts';
import type { PanelView } from './view.ts';

/** Which columns are shown; nothing where none may be hidden. */
export function ColumnMenu({
  view,
  columns,
}: {
  view: PanelView | undefined;
  columns: ReturnType<typeof useColumnChoice>;
}) {
  const hideable = view?.columns.filter((column) => column.hideable) ?? [];
  if (hideable.length === 0) return null;
  return (
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
  );
}
