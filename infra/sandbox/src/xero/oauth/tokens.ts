import { createHmac } from 'node:crypto';
import { numberOf, readMeta, textOf, transaction, writeMeta } from '../../store/open.ts';
import { uuid } from '../uuid.ts';
import type { XeroWorld } from '../world.ts';

const minute = 60_000;
const accessSeconds = 30 * 60;
/** How long a refresh token that was used can be used again, for a client that never saw the answer. */
const graceMs = 30 * minute;
const unusedMs = 60 * 24 * 60 * minute;

/** What an app may ask for. The broad scopes of before March 2026 are not among them. */
const knownScopes = new Set([
  'offline_access',
  'openid',
  'profile',
  'email',
  ...['accounting.invoices', 'accounting.payments', 'accounting.contacts', 'accounting.settings'].flatMap((scope) => [
    scope,
    `${scope}.read`,
  ]),
]);

/** The scopes that are asked for, or undefined when one of them is not to be had. */
export function scopesFrom(text: string): string[] | undefined {
  const scopes = [...new Set(text.split(' ').filter((scope) => scope !== ''))];
  return scopes.length > 0 && scopes.every((scope) => knownScopes.has(scope)) ? scopes : undefined;
}

/** A set of tokens as the token endpoint answers it. */
export interface TokenSet {
  access_token: string;
  expires_in: number;
  token_type: 'Bearer';
  refresh_token?: string;
  id_token?: string;
  scope: string;
}

function signingKey({ db, ids }: XeroWorld): string {
  const key = readMeta(db, 'signing_key') ?? ids.next('', 48);
  writeMeta(db, 'signing_key', key);
  return key;
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(world: XeroWorld, claims: object): string {
  const text = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`;
  return `${text}.${createHmac('sha256', signingKey(world)).update(text).digest('base64url')}`;
}

/** Issues tokens for what was granted. */
function issueTokens(world: XeroWorld, grant: string): TokenSet {
  const { db, ids, clock, client } = world;
  const row = db.sql('SELECT scope, event FROM grants WHERE id = ?').get(grant);
  const scopes = textOf(row?.scope).split(' ');
  const now = clock.now();
  const about = { iss: 'https://identity.sandbox', nbf: now, exp: now + accessSeconds, sub: userId(world) };
  const access = signed(world, {
    ...about,
    aud: 'https://identity.sandbox/resources',
    client_id: client.id,
    xero_userid: userId(world),
    authentication_event_id: textOf(row?.event),
    jti: ids.next('', 32),
    scope: scopes,
  });
  db.sql('INSERT INTO access_tokens (token, grant_id, expires_ms) VALUES (?, ?, ?)').run(
    access,
    grant,
    clock.nowMs() + accessSeconds * 1000,
  );
  const set: TokenSet = {
    access_token: access,
    expires_in: accessSeconds,
    token_type: 'Bearer',
    scope: scopes.join(' '),
  };
  if (scopes.includes('openid'))
    set.id_token = signed(world, { ...about, aud: client.id, email: 'adviser@sandbox.example' });
  if (!scopes.includes('offline_access')) return set;
  const refresh = ids.next('', 43);
  db.sql('INSERT INTO refresh_tokens (token, grant_id, issued_ms) VALUES (?, ?, ?)').run(refresh, grant, clock.nowMs());
  return { ...set, refresh_token: refresh };
}

/** The one person who consents in the sandbox. */
function userId({ db, ids }: XeroWorld): string {
  const id = readMeta(db, 'user') ?? uuid(ids);
  writeMeta(db, 'user', id);
  return id;
}

/** Turns a code into tokens, once. Undefined when the code is unknown, spent, too old, or of another address. */
export function redeemCode(world: XeroWorld, code: string, redirectUri: string): TokenSet | undefined {
  const { db, ids, clock } = world;
  const row = db.sql('SELECT redirect_uri, scope, organisations, expires_ms, used FROM codes WHERE code = ?').get(code);
  if (!row || numberOf(row.used) === 1 || numberOf(row.expires_ms) <= clock.nowMs()) return undefined;
  if (textOf(row.redirect_uri) !== redirectUri) return undefined;
  db.sql('UPDATE codes SET used = 1 WHERE code = ?').run(code);
  const [grant, event] = [uuid(ids), uuid(ids)];
  db.sql('INSERT INTO grants (id, scope, event, created_ms) VALUES (?, ?, ?, ?)').run(
    grant,
    textOf(row.scope),
    event,
    clock.nowMs(),
  );
  for (const tenant of JSON.parse(textOf(row.organisations)))
    db.sql(
      `INSERT INTO connections (id, tenant, event, created_ms, updated_ms) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (tenant) DO UPDATE SET event = excluded.event, updated_ms = excluded.updated_ms`,
    ).run(uuid(ids), tenant, event, clock.nowMs(), clock.nowMs());
  return issueTokens(world, grant);
}

/** Rotates a refresh token. Undefined when it is unknown, revoked, unused for 60 days, or was rotated over 30 minutes ago. */
export function refresh(world: XeroWorld, token: string): TokenSet | undefined {
  const { db, clock } = world;
  const row = db
    .sql(
      `SELECT grant_id, issued_ms, rotated_ms FROM refresh_tokens
       JOIN grants ON grants.id = refresh_tokens.grant_id WHERE token = ? AND revoked = 0`,
    )
    .get(token);
  if (!row) return undefined;
  const now = clock.nowMs();
  if (row.rotated_ms !== null && now - numberOf(row.rotated_ms) >= graceMs) return undefined;
  if (now - numberOf(row.issued_ms) >= unusedMs) return undefined;
  db.sql('UPDATE refresh_tokens SET rotated_ms = coalesce(rotated_ms, ?) WHERE token = ?').run(now, token);
  return issueTokens(world, textOf(row.grant_id));
}

/** Ends what a refresh token stands for, and every connection with it. */
export function revoke(world: XeroWorld, token: string): void {
  const row = world.db.sql('SELECT grant_id FROM refresh_tokens WHERE token = ?').get(token);
  if (!row) return;
  world.db.sql('UPDATE grants SET revoked = 1 WHERE id = ?').run(textOf(row.grant_id));
  world.db.sql('DELETE FROM connections').run();
}

/** What a bearer token is good for. */
export type Bearer = { state: 'good'; scopes: string[] } | { state: 'expired'; atMs: number } | { state: 'unknown' };

export function bearerOf(world: XeroWorld, authorization: string | undefined): Bearer {
  const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
  if (token === undefined) return { state: 'unknown' };
  const row = world.db
    .sql('SELECT expires_ms, scope, revoked FROM access_tokens JOIN grants ON grants.id = grant_id WHERE token = ?')
    .get(token);
  if (!row || numberOf(row.revoked) === 1) return { state: 'unknown' };
  const atMs = numberOf(row.expires_ms);
  return atMs <= world.clock.nowMs()
    ? { state: 'expired', atMs }
    : { state: 'good', scopes: textOf(row.scope).split(' ') };
}

/** Makes every access token end now, as if half an hour had passed. */
export const expireTokens = (world: XeroWorld): number =>
  Number(
    transaction(world.db, () =>
      world.db
        .sql('UPDATE access_tokens SET expires_ms = ? WHERE expires_ms > ?')
        .run(world.clock.nowMs(), world.clock.nowMs()),
    ).changes,
  );
