import { useState } from 'react';
import type { PanelRow } from './view.ts';

/** Which rows of those shown are selected. A row that leaves the page leaves the selection: nothing is done to what is not in sight. */
export function useSelection(rows: readonly PanelRow[]) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const ids = new Set(rows.filter(({ id }) => chosen.has(id)).map(({ id }) => id));
  return {
    ids,
    toggle: (id: string) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
    },
    selectAll: (on: boolean) => setChosen(new Set(on ? rows.map(({ id }) => id) : [])),
    clear: () => setChosen(new Set()),
  };
}
