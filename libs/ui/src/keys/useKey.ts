import { useEffect, useRef } from 'react';

/**
 * Calls `run` when the keys are pressed anywhere on the page, as in `j`, `/`, `?` or `mod+k` (command on a Mac, control elsewhere).
 * A plain key is left alone while somebody types, and while a dialog or menu is open that `within` does not stand in.
 */
export function useKey(keys: string, run: (event: KeyboardEvent) => void, on = true): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!on) return;
    const hear = (event: KeyboardEvent) => {
      if (!matches(keys, event) || event.defaultPrevented) return;
      if (!keys.startsWith('mod+') && (isTyping(event.target) || somethingIsOpen())) return;
      latest.current(event);
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [keys, on]);
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Whether what was pressed is what `keys` says. Shift is part of the key itself, as in `?`. */
export function matches(keys: string, pressed: Pressed): boolean {
  const mod = keys.startsWith('mod+');
  const key = mod ? keys.slice(4) : keys;
  if (pressed.key.toLowerCase() !== key.toLowerCase() || pressed.altKey) return false;
  return mod === (pressed.ctrlKey || pressed.metaKey);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
}

function somethingIsOpen(): boolean {
  return document.querySelector('[role="dialog"],[role="alertdialog"],[role="menu"]') !== null;
}
