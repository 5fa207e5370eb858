import { CircleAlert, CircleCheck, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { Button } from '../buttons/button.tsx';
import { Link } from '../link.tsx';
import { dismissToast, shownToasts, subscribeToToasts, type Toast } from './toasts.ts';

const PLAIN_MS = 5_000;
/** Long enough to read it, reach for undo and change one's mind. */
const UNDO_MS = 10_000;

/** Where toasts appear. Stands once in an app. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToToasts, shownToasts, shownToasts);
  const [held, setHeld] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hovering only holds the time
    <div
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="pointer-events-none fixed inset-x-0 bottom-0 z-50 flex flex-col items-center gap-2 p-4 max-sm:pb-20 sm:items-end"
    >
      <div role="status" aria-live="polite" className="contents">
        {toasts
          .filter(({ tone }) => tone !== 'danger')
          .map((each) => (
            <OneToast key={each.id} toast={each} held={held} />
          ))}
      </div>
      <div role="alert" className="contents">
        {toasts
          .filter(({ tone }) => tone === 'danger')
          .map((each) => (
            <OneToast key={each.id} toast={each} held={held} />
          ))}
      </div>
    </div>
  );
}

function OneToast({ toast, held }: { toast: Toast; held: boolean }) {
  const { id, text, tone, undo, link, stays } = toast;
  useEffect(() => {
    if (stays || held) return;
    const timer = setTimeout(() => dismissToast(id), undo ? UNDO_MS : PLAIN_MS);
    return () => clearTimeout(timer);
  }, [id, stays, held, undo]);
  return (
    <div className="motion-rise pointer-events-auto flex w-full max-w-sm items-center gap-3 rounded-lg bg-raised py-2 pr-2 pl-4 text-sm shadow-float">
      {tone === 'success' && <CircleCheck aria-hidden size={16} className="shrink-0 text-green" />}
      {tone === 'danger' && <CircleAlert aria-hidden size={16} className="shrink-0 text-red" />}
      <p className="min-w-0 flex-1 break-words py-1">{text}</p>
      {link && (
        <Link
          href={link.href}
          onClick={() => dismissToast(id)}
          className="shrink-0 font-medium text-brand-text hover:underline"
        >
          {link.label}
        </Link>
      )}
      {undo && (
        <Button
          size="small"
          onClick={() => {
            undo();
            dismissToast(id);
          }}
        >
          Undo
        </Button>
      )}
      <button
        type="button"
        aria-label="Dismiss"
        onClick={() => dismissToast(id)}
        className="grid size-7 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
      >
        <X aria-hidden size={14} />
      </button>
    </div>
  );
}
