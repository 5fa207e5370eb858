import { Ellipsis } from 'lucide-react';
import { IconButton } from '../buttons/iconButton.tsx';
import { Menu, type MenuItem } from '../menus/menu.tsx';
import type { PanelRow } from './view.ts';

/** What can be done to one row; harm stands last. */
export function RowActions({
  row,
  name,
  onAction,
}: {
  row: PanelRow;
  name: string;
  onAction: (actionId: string, row: PanelRow) => void;
}) {
  if (row.actions.length === 0) return null;
  const items = [
    ...row.actions.filter(({ tone }) => tone === 'normal'),
    ...row.actions.filter(({ tone }) => tone === 'danger'),
  ];
  return (
    <Menu
      trigger={<IconButton size="small" label={`Actions for ${name}`} icon={<Ellipsis aria-hidden size={16} />} />}
      items={items.map(
        ({ id, label, tone, href }): MenuItem =>
          href ? { kind: 'link', id, label, tone, href } : { id, label, tone, onSelect: () => onAction(id, row) },
      )}
    />
  );
}
