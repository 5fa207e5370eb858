import { createContext, type ReactNode, useContext, useMemo } from 'react';

/** What every part needs to know of the page it stands on. */
export type Surroundings = {
  /** BCP 47, as in `en-GB`: how figures and dates are written. */
  locale: string;
  /** IANA name of the tenant's zone; without it, the reader's own. */
  timeZone: string | undefined;
  /** Now, in business time. */
  now: () => Date;
  /** Goes to a page of this app without loading it anew. Without it links are plain. */
  navigate: ((href: string) => void) | undefined;
};

const Context = createContext<Surroundings>({
  locale: 'en-GB',
  timeZone: undefined,
  now: () => new Date(0),
  navigate: undefined,
});

export const useSurroundings = (): Surroundings => useContext(Context);

/** Stands once around an app; parts inside write figures, dates and links as it says. */
export function UiProvider({
  locale = 'en-GB',
  timeZone,
  now,
  navigate,
  children,
}: {
  locale?: string;
  timeZone?: string | undefined;
  now: () => Date;
  navigate?: ((href: string) => void) | undefined;
  children: ReactNode;
}) {
  const value = useMemo(() => ({ locale, timeZone, now, navigate }), [locale, timeZone, now, navigate]);
  return <Context value={value}>{children}</Context>;
}

/**
 * Now as the server tells it: its business time at the moment the page was made, and what has passed on the page since. The
 * machine's own clock is not asked; it may be wrong, and business time may have been moved.
 */
export function serverClock(atLoad: string): () => Date {
  const start = new Date(atLoad).getTime();
  return () => new Date(start + Number(document.timeline.currentTime ?? 0));
}
