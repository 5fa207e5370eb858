import { useRef } from 'react';

/**
 * Puts the keyboard back where it was before a dialog opened. Radix knows of a dialog's trigger alone, and most of ours open by a key or
 * from a menu, which is gone by then: of a menu it is the button that opened it.
 */
export function useReturnFocus() {
  const from = useRef<HTMLElement | null>(null);
  return {
    onOpenAutoFocus: () => {
      const at = document.activeElement;
      const menu = at?.closest('[role="menu"]');
      const opener = menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : at;
      from.current = opener instanceof HTMLElement && opener !== document.body ? opener : null;
    },
    onCloseAutoFocus: (event: Event) => {
      if (!from.current?.isConnected) return;
      event.preventDefault();
      from.current.focus();
    },
  };
}
