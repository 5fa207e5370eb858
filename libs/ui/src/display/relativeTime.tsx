import { useEffect, useState } from 'react';
import { useSurroundings } from '../theme/surroundings.tsx';
import { instantText, relativeText } from './dates.ts';

const EVERY_MS = 30_000;

/** How long ago, kept true while it is looked at; the instant itself on hover and for machines. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const { locale, timeZone, now } = useSurroundings();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const exact = instantText(at, locale, timeZone);
  return (
    <time dateTime={at} title={exact} className={className}>
      {relativeText(at, now(), locale) ?? instantText(at, locale, timeZone, false)}
    </time>
  );
}
