import type { Stored } from '../kinds.ts';
import { all } from '../store/objects.ts';
import { readMeta } from '../store/open.ts';
import type { Scope } from '../world.ts';

export type Endpoint = Stored<'webhook_endpoint'>;
/** Whose events an endpoint or a destination hears: its own account's, or those of the accounts connected to it. */
export type From = '@self' | '@accounts';

/** All that hear what happens in an account: what is its own, and what the platform has for accounts connected to it. */
export function hearersOf(scope: Scope): Endpoint[] {
  const own = all(scope, 'webhook_endpoint').filter((endpoint) => hears(endpoint, '@self'));
  return scope.connected ? [...own, ...platformHearers(scope)] : own;
}

/** What the platform has for accounts connected to it. */
export function platformHearers({ world }: Pick<Scope, 'world'>): Endpoint[] {
  const account = readMeta(world.db, 'platform');
  if (account === undefined) return [];
  return all({ world, account }, 'webhook_endpoint').filter((endpoint) => hears(endpoint, '@accounts'));
}

const hears = ({ secret: { thin, connect } }: Endpoint, from: From): boolean =>
  thin ? thin.from.includes(from) : connect === (from === '@accounts');

/** Whether it is on, and asked for this type. */
export const wants = ({ body: { status, enabled_events } }: Endpoint, type: string): boolean =>
  status === 'enabled' && enabled_events.some((one) => one === '*' || one === type);
