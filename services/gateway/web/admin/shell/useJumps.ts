import { useKey, useSurroundings } from '@purser/ui';
import { useEffect, useRef } from 'react';
import { routes } from '../routes.ts';

export const jumps = [
  { keys: 'g d', label: 'Dashboard', href: routes.dashboard },
  { keys: 'g i', label: 'Invoices', href: routes.invoices },
  { keys: 'g q', label: 'Quotes', href: routes.quotes },
  { keys: 'g r', label: 'Recurring', href: routes.recurring },
  { keys: 'g c', label: 'Customers', href: routes.customers },
  { keys: 'g p', label: 'Payments', href: routes.payments },
  { keys: 'g m', label: 'Mails', href: routes.mails },
  { keys: 'g o', label: 'Operations', href: routes.commands },
  { keys: 'g s', label: 'Settings', href: routes.settings },
] as const;

const PATIENCE_MS = 1_200;

/** `g` and a letter within a moment lead to a page. */
export function useJumps(): void {
  const { navigate } = useSurroundings();
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  useKey('g', () => {
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => {
      waiting.current = undefined;
    }, PATIENCE_MS);
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (waiting.current === undefined || event.key === 'g' || event.ctrlKey || event.metaKey || event.altKey) return;
      clearTimeout(waiting.current);
      waiting.current = undefined;
      const jump = jumps.find(({ keys }) => keys.endsWith(` ${event.key.toLowerCase()}`));
      if (!jump) return;
      event.preventDefault();
      event.stopPropagation();
      navigate?.(jump.href);
    };
    // Before the page's own keys: after `g` the letter means a place.
    document.addEventListener('keydown', hear, true);
    return () => document.removeEventListener('keydown', hear, true);
  }, [navigate]);
}
