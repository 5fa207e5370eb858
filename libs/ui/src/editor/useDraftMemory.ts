import { useEffect, useRef, useState } from 'react';

export type DraftMemory<T> = {
  value: T;
  setValue: (change: T | ((before: T) => T)) => void;
  /** Whether `value` came from an earlier visit: say so, and offer `startAnew`. */
  restored: boolean;
  /** Whether anything was changed since `initial`. */
  changed: boolean;
  /** Forgets what was typed and starts from `initial`. */
  startAnew: () => void;
  /** Forgets what is stored: the server has it now. */
  saved: () => void;
};

const REST_MS = 300;
const PLACE = 'purser.draft.';

/**
 * State of an editor that survives a reload: kept in this browser under `key` until it is saved or dropped. The key names tenant and
 * object, so that no draft shows up in another's editor. `read` checks what is stored, since an older page may have written it; what it
 * refuses (undefined) is dropped.
 */
export function useDraftMemory<T>(
  key: string,
  options: { initial: T; read: (stored: unknown) => T | undefined },
): DraftMemory<T> {
  const { initial, read } = options;
  const place = PLACE + key;
  const [start] = useState(() => readDraft(place, read));
  const [value, setValue] = useState<T>(start ?? initial);
  const [restored, setRestored] = useState(start !== undefined);
  const [changed, setChanged] = useState(start !== undefined);
  const latest = useRef({ value, changed });
  latest.current = { value, changed };

  useEffect(() => {
    if (!changed) return;
    const timer = setTimeout(() => writeDraft(place, value), REST_MS);
    return () => clearTimeout(timer);
  }, [place, value, changed]);

  // A page left between two keystrokes keeps the last one too.
  useEffect(() => {
    const leave = () => {
      if (latest.current.changed) writeDraft(place, latest.current.value);
    };
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [place]);

  const forget = () => {
    latest.current.changed = false;
    setChanged(false);
    setRestored(false);
    dropDraft(place);
  };
  return {
    value,
    setValue: (change) => {
      setChanged(true);
      setValue(change);
    },
    restored,
    changed,
    startAnew: () => {
      forget();
      setValue(initial);
    },
    saved: forget,
  };
}

function readDraft<T>(place: string, read: (stored: unknown) => T | undefined): T | undefined {
  try {
    const stored = localStorage.getItem(place);
    return stored === null ? undefined : read(JSON.parse(stored));
  } catch {
    return undefined;
  }
}

function writeDraft(place: string, value: unknown): void {
  try {
    localStorage.setItem(place, JSON.stringify(value));
  } catch {
    // A browser that keeps nothing still edits.
  }
}

/** Forgets every draft in this browser: whoever signs out leaves nothing of a customer behind. */
export function dropDrafts(): void {
  try {
    const names = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '');
    for (const name of names.filter((each) => each.startsWith(PLACE))) localStorage.removeItem(name);
  } catch {
    // Nothing was kept.
  }
}

function dropDraft(place: string): void {
  try {
    localStorage.removeItem(place);
  } catch {
    // Nothing was kept.
  }
}
