import { numberOf } from '../../store/open.ts';
import type { XeroWorld } from '../world.ts';
import { problem, type XeroError } from './errors.ts';

const spans = { minute: 60_000, day: 24 * 60 * 60_000 } as const;
type Span = keyof typeof spans;

/** What is left to an organisation after this call. */
export interface Remaining {
  minute: number;
  day: number;
}

const countOf = ({ db, clock }: XeroWorld, tenant: string, span: Span): number => {
  const number = Math.floor(clock.nowMs() / spans[span]);
  const row = db.sql('SELECT count FROM calls WHERE tenant = ? AND span = ? AND number = ?').get(tenant, span, number);
  return row ? numberOf(row.count) : 0;
};

const limitOf = ({ limits }: XeroWorld, span: Span): number => (span === 'day' ? limits.perDay : limits.perMinute);

export const remaining = (world: XeroWorld, tenant: string): Remaining => ({
  minute: Math.max(0, limitOf(world, 'minute') - countOf(world, tenant, 'minute')),
  day: Math.max(0, limitOf(world, 'day') - countOf(world, tenant, 'day')),
});

/** Seconds until a window that everybody shares ends. */
const secondsLeft = ({ clock }: XeroWorld, span: Span): number =>
  Math.max(1, Math.ceil((spans[span] - (clock.nowMs() % spans[span])) / 1000));

export const limitHeaders = ({ minute, day }: Remaining): Record<string, string> => ({
  'x-minlimit-remaining': String(minute),
  'x-daylimit-remaining': String(day),
  'x-appminlimit-remaining': '9999',
});

/** The answer to one call too many, as Xero words it in its headers. */
export function limitReached(world: XeroWorld, kind: string, retryAfterS?: number): XeroError {
  const wait = retryAfterS ?? (kind === 'minute' || kind === 'day' ? secondsLeft(world, kind) : undefined);
  return problem(world.ids, 429, `The ${kind} limit of calls is reached`, {
    'x-rate-limit-problem': kind,
    ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
  });
}

/** Counts a call, or says which limit it would break; a call that is refused does not count. */
export function countCall(world: XeroWorld, tenant: string): XeroError | undefined {
  const { db, clock, limits, underWay } = world;
  if ((underWay.get(tenant) ?? 0) >= limits.atOnce) return limitReached(world, 'concurrent');
  const left = remaining(world, tenant);
  if (left.day === 0) return limitReached(world, 'day');
  if (left.minute === 0) return limitReached(world, 'minute');
  for (const span of ['minute', 'day'] as const)
    db.sql(
      `INSERT INTO calls (tenant, span, number, count) VALUES (?, ?, ?, 1)
       ON CONFLICT (tenant, span) DO UPDATE SET count = CASE WHEN number = excluded.number THEN count + 1 ELSE 1 END, number = excluded.number`,
    ).run(tenant, span, Math.floor(clock.nowMs() / spans[span]));
  return undefined;
}
