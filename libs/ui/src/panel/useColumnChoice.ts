import { useState } from 'react';
import type { PanelColumn } from './view.ts';

/** Which columns of a panel the reader hides; remembered in this browser under `remember`. */
export function useColumnChoice(remember: string, columns: readonly PanelColumn[]) {
  const key = `purser.columns.${remember}`;
  const [hidden, setHidden] = useState<readonly string[]>(() => readHidden(key));
  const hide = (id: string, hide: boolean) => {
    const next = hide ? [...hidden, id] : hidden.filter((each) => each !== id);
    setHidden(next);
    try {
      localStorage.setItem(key, JSON.stringify(next));
    } catch {
      // A browser that keeps nothing hides the column until the page is left.
    }
  };
  const shown = columns.filter(({ id, hideable }) => !hideable || !hidden.includes(id));
  return { shown, isHidden: (id: string) => hidden.includes(id), hide };
}

function readHidden(key: string): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.filter((each) => typeof each === 'string') : [];
  } catch {
    return [];
  }
}
