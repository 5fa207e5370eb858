import { type RefObject, useEffect, useState } from 'react';
import { useKey } from '../keys/useKey.ts';
import type { PanelRow } from './view.ts';

/** j and k walk the rows, enter opens, x selects. The row walked to has the focus, so that a reader's own keys work on from there. */
export function useRowKeys(options: {
  rows: readonly PanelRow[];
  list: RefObject<HTMLElement | null>;
  open: (row: PanelRow) => void;
  toggle: ((id: string) => void) | undefined;
}): { active: string | null; setActive: (id: string | null) => void } {
  const { rows, list, open, toggle } = options;
  const [active, setActive] = useState<string | null>(null);
  const at = rows.findIndex(({ id }) => id === active);

  useEffect(() => {
    if (active !== null && at < 0) setActive(null);
  }, [active, at]);

  const go = (event: KeyboardEvent, step: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, at < 0 ? 0 : at + step))];
    if (!row) return;
    event.preventDefault();
    setActive(row.id);
    const element = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(row.id)}"]`);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: 'nearest' });
  };
  useKey('j', (event) => go(event, 1));
  useKey('k', (event) => go(event, -1));
  useKey('Enter', (event) => {
    // On a link or button inside the row, Enter is theirs.
    const id = event.target instanceof HTMLElement ? event.target.dataset.row : undefined;
    const row = rows.find((each) => each.id === id);
    if (row) open(row);
  });
  useKey('x', () => {
    if (active !== null) toggle?.(active);
  });
  return { active, setActive };
}
