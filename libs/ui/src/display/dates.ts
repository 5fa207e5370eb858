/** `2026-03-01` as `1 Mar 2026`. A day has no zone, so none is applied. */
export function dayText(day: string, locale: string): string {
  const read = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(read.getTime())) return day;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(read);
}

/** `2026-03-01T09:05:00Z` as `1 Mar 2026, 09:05` in the zone, or as its day there. */
export function instantText(at: string, locale: string, timeZone: string | undefined, withTime = true): string {
  const read = new Date(at);
  if (Number.isNaN(read.getTime())) return at;
  const style = withTime ? ({ dateStyle: 'medium', timeStyle: 'short' } as const) : ({ dateStyle: 'medium' } as const);
  return new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(read);
}

const spans: { unit: Intl.RelativeTimeFormatUnit; ms: number; upTo_ms: number }[] = [
  { unit: 'minute', ms: 60_000, upTo_ms: 3_600_000 },
  { unit: 'hour', ms: 3_600_000, upTo_ms: 86_400_000 },
  { unit: 'day', ms: 86_400_000, upTo_ms: 7 * 86_400_000 },
];

/** How long ago or ahead, as in `3 hours ago`; beyond a week undefined, for then the date says more. */
export function relativeText(at: string, now: Date, locale: string): string | undefined {
  const apart_ms = new Date(at).getTime() - now.getTime();
  const far_ms = Math.abs(apart_ms);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (far_ms < 45_000) return words.format(0, 'second');
  const span = spans.find(({ upTo_ms }) => far_ms < upTo_ms);
  if (!span) return undefined;
  const count = Math.max(1, Math.floor(far_ms / span.ms));
  return words.format(apart_ms < 0 ? -count : count, span.unit);
}
