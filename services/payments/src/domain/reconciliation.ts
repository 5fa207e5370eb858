const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const day_ms = 24 * hour_ms;

/** Tenants take turns through the hour: each has a minute of its own, always the same. */
const minuteOf = (tenant: string): number => Number.parseInt(tenant.replaceAll('-', '').slice(-6), 16) % 60;

/** The tenant's minute of the next hour. */
export function nextSweep(tenant: string, now: Date): Date {
  const hour = Math.floor(now.getTime() / hour_ms) * hour_ms;
  return new Date(hour + hour_ms + minuteOf(tenant) * minute_ms);
}

/** Between two and five at night, UTC: the tenant's own minute of it. */
export function nextReview(tenant: string, now: Date): Date {
  const minute = Number.parseInt(tenant.replaceAll('-', '').slice(-6), 16) % 180;
  const today = Math.floor(now.getTime() / day_ms) * day_ms + 2 * hour_ms + minute * minute_ms;
  return new Date(today > now.getTime() ? today : today + day_ms);
}

/** Refunds fail and debits come in for weeks after they were made. */
const review_days = 35;

/** What a review looks at, as UTC days; longer where it has not run for a while. */
export function reviewPeriod(now: Date, last: Date | null): { from: string; to: string } {
  const usual = now.getTime() - review_days * day_ms;
  const since = last === null ? usual : Math.min(usual, last.getTime() - 3 * day_ms);
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
  return { from: day(since), to: day(now.getTime()) };
}

export type EventPass = { undelivered: boolean; types: readonly string[] };

/** Stripe takes so many types a request. */
const typesAtOnce = 20;

/**
 * What a run over events asks for, in this order: those that Stripe could not deliver, far back, and then all since the last run: an
 * endpoint that was not there at the time has nothing undelivered.
 */
export function eventPasses(types: readonly string[]): EventPass[] {
  const chunks: string[][] = [];
  for (let at = 0; at < types.length; at += typesAtOnce) chunks.push(types.slice(at, at + typesAtOnce));
  return [true, false].flatMap((undelivered) => chunks.map((chunk) => ({ undelivered, types: chunk })));
}

/** Stripe tries for three days; and an event may be listed later than one that came after it. */
const overlap_ms = { undelivered: 3 * day_ms, all: hour_ms };

/** From when on a pass looks; undefined for as far back as Stripe keeps them, 30 days. */
export function passSince({ undelivered }: EventPass, cursor: Date | null): Date | undefined {
  if (cursor === null) return undefined;
  return new Date(cursor.getTime() - (undelivered ? overlap_ms.undelivered : overlap_ms.all));
}

/** A run that made no step for so long is as good as dead: the next timer begins another. */
export const isStuck = (beganAt: Date, now: Date): boolean => now.getTime() - beganAt.getTime() > 6 * hour_ms;
