import { setTimeout as pause } from 'node:timers/promises';
import { notYet } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { Connection as Database } from '@purser/db';
import { fault } from '@purser/fault';
import type { Vault } from '@purser/vault';
import type { XeroConfig } from '../config.ts';
import {
  type Connection,
  dropLease,
  findConnection,
  leaseTokens,
  renewTokens,
  sealTokens,
  setState,
} from '../store/connections.ts';
import { refreshTokens } from './oauth.ts';

export type SessionParts = { config: XeroConfig; runtime: Database; vault: Vault; clock: Clock };
export type Session = { accessToken: string; externalId: string };

/** Messages wait under this until the books can be written again. */
export const connectionKey = 'connection';

/** A token this close to its end is renewed first. */
const margin_ms = 60_000;
const waitForOther_ms = 200;
const waitsMost = 100;

/**
 * A token that is good for now. Xero gives a new refresh token with each renewal, so one at a time renews, under a lease in the connection's
 * row; the new ones are kept before they are used. When we die in between, the old one works for another half hour.
 * @throws NotYet while there is no connection that may be used
 */
export async function openSession(parts: SessionParts, tenant: string): Promise<Session> {
  for (let waited = 0; waited < waitsMost; waited++) {
    const connection = await read(parts, tenant);
    if (connection.accessUntil.getTime() - parts.clock.machine().getTime() > margin_ms) {
      const ring = await parts.vault.ready(tenant);
      const accessToken = ring.openText('connection.accessToken', tenant, connection.accessToken);
      return { accessToken, externalId: connection.externalId };
    }
    if (!(await renew(parts, tenant))) await pause(waitForOther_ms);
  }
  throw fault('external', 'tokens_not_renewed', 'Xero did not answer.', {
    internal: 'the lease on the tokens was not free',
  });
}

async function read({ runtime, clock }: SessionParts, tenant: string): Promise<Connection> {
  const connection = await runtime.tenantTx({ tenant }, findConnection);
  if (!connection || connection.state === 'revoked' || connection.state === 'disconnected') throw notYet(connectionKey);
  const { resumesAt } = connection;
  if (connection.state === 'paused' && resumesAt && resumesAt > clock.machine()) throw notYet(connectionKey);
  return connection;
}

/** What was refused with a token that looked good: it is renewed before the next try. */
export async function forgetToken({ runtime }: SessionParts, tenant: string, epoch: Date): Promise<void> {
  await runtime.tenantTx(
    { tenant },
    ({ sql }) => sql`update connections set access_until = ${epoch.toISOString()} where lease_token is null`,
  );
}

/** @returns false when another is at it */
async function renew(parts: SessionParts, tenant: string): Promise<boolean> {
  const { runtime, vault, clock, config } = parts;
  const held = await leaseTokens(runtime, tenant, clock.machine());
  if (!held) return false;
  const ring = await vault.ready(tenant);
  const old = ring.openText('connection.refreshToken', tenant, held.refreshToken);
  const answer = await refreshTokens(config, old).catch(async (error: unknown) => {
    await runtime.tenantTx({ tenant }, (tx) => dropLease(tx, held.lease));
    throw error;
  });
  if (answer.said === 'no') {
    await runtime.tenantTx({ tenant }, async (tx) => {
      await dropLease(tx, held.lease);
      await setState(tx, 'revoked', { problem: revokedWords(answer.error) });
    });
    throw notYet(connectionKey);
  }
  const until = new Date(clock.machine().getTime() + answer.tokens.expiresIn_s * 1000);
  await runtime.tenantTx({ tenant }, (tx) =>
    renewTokens(tx, held.lease, sealTokens(ring, tenant, answer.tokens), until),
  );
  return true;
}

function revokedWords(error: string): string {
  return error === 'invalid_grant'
    ? 'Xero no longer lets us in: the connection was taken away there, or was not used for 60 days. Connect again.'
    : `Xero does not accept this app (${error.slice(0, 60)}). Check the app’s id and secret, then connect again.`;
}
