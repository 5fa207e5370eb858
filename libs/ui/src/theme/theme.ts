import { useCallback, useSyncExternalStore } from 'react';

/** What the reader chose; `system` follows the machine. */
export type ThemeChoice = 'light' | 'dark' | 'system';

/** Where the choice is remembered; `beforePaint.js` of the pages reads the same, so that no page flashes in the other theme. */
export const THEME_KEY = 'purser.theme';

const changed = new EventTarget();

/** The reader's choice, what is shown now, and how to choose. Remembered in this browser, shared by its tabs. */
export function useTheme(): { choice: ThemeChoice; shown: 'light' | 'dark'; choose: (choice: ThemeChoice) => void } {
  const choice = useSyncExternalStore(subscribe, storedChoice, () => 'system' as const);
  const dark = useSyncExternalStore(subscribe, systemIsDark, () => false);
  const choose = useCallback((next: ThemeChoice) => {
    try {
      if (next === 'system') localStorage.removeItem(THEME_KEY);
      else localStorage.setItem(THEME_KEY, next);
    } catch {
      // A browser that keeps nothing still shows the theme until the page is left.
    }
    showTheme(next);
    changed.dispatchEvent(new Event('change'));
  }, []);
  return { choice, shown: choice === 'system' ? (dark ? 'dark' : 'light') : choice, choose };
}

/** Puts a theme on the page; `system` leaves it to the machine. */
export function showTheme(choice: ThemeChoice, root: HTMLElement = document.documentElement): void {
  if (choice === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', choice);
}

function storedChoice(): ThemeChoice {
  const shown = document.documentElement.getAttribute('data-theme');
  return shown === 'light' || shown === 'dark' ? shown : 'system';
}

function systemIsDark(): boolean {
  return matchMedia('(prefers-color-scheme: dark)').matches;
}

function subscribe(notify: () => void): () => void {
  const media = matchMedia('(prefers-color-scheme: dark)');
  const fromOtherTab = (event: StorageEvent) => {
    if (event.key !== THEME_KEY) return;
    showTheme(event.newValue === 'dark' || event.newValue === 'light' ? event.newValue : 'system');
    notify();
  };
  changed.addEventListener('change', notify);
  media.addEventListener('change', notify);
  addEventListener('storage', fromOtherTab);
  return () => {
    changed.removeEventListener('change', notify);
    media.removeEventListener('change', notify);
    removeEventListener('storage', fromOtherTab);
  };
}
