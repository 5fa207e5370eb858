import type { Clock } from '@purser/clock';
import { fault } from '@purser/fault';
import { newId, type Role } from '@purser/message';
import { hashToken, type MasterKey, randomToken } from '@purser/vault';
import { fresh } from '../joins/fresh.ts';
import type { ApiKeyStore, StoredApiKey } from '../store/apiKeys.ts';
import { makeToken, readToken } from './jwt.ts';

const mark = 'pk_purser_';

export type ApiKeys = {
  /** The key itself is in the answer and nowhere else. */
  make(tenant: string, name: string, role: Role, madeBy: string): Promise<StoredApiKey & { key: string }>;
  list(tenant: string): Promise<StoredApiKey[]>;
  revoke(tenant: string, keyId: string): Promise<boolean>;
  /** A token for a key. @throws Fault unauthenticated `wrong_key` */
  token(key: string): Promise<string>;
  /** Who a token speaks for. @throws Fault unauthenticated `invalid_token`, also once its key was revoked */
  bearer(token: string): Promise<{ tenant: string; keyId: string; role: Role }>;
  nameOf(tenant: string, keyId: string): Promise<string | undefined>;
};

type Parts = { store: ApiKeyStore; clock: Clock; key: MasterKey; issuer: string };

export function openApiKeys({ store, clock, key: signingKey, issuer }: Parts): ApiKeys {
  const known = fresh<StoredApiKey | undefined>({ clock, for_ms: 5000, most: 2000 });
  const find = (tenant: string, keyId: string) => known.get(`${tenant} ${keyId}`, () => store.find(tenant, keyId));
  const signing = () => ({ key: signingKey, issuer, now: clock.machine() });
  return {
    make: async (tenant, name, role, madeBy) => {
      const key = `${mark}${randomToken()}`;
      const made = {
        keyId: newId(),
        name,
        role,
        hint: key.slice(0, mark.length + 4),
        createdAt: clock.machine(),
        lastUsedAt: null,
      };
      await store.insert(tenant, hashToken(key), made, madeBy);
      return { ...made, key };
    },
    list: store.list,
    revoke: async (tenant, keyId) => {
      known.forget(`${tenant} ${keyId}`);
      return store.revoke(tenant, keyId, clock.machine());
    },
    token: async (key) => {
      const behind = key.startsWith(mark) ? await store.behind(hashToken(key)) : undefined;
      const found = behind && (await store.find(behind.tenant, behind.keyId));
      if (!behind || !found) throw fault('unauthenticated', 'wrong_key', 'This API key is not known, or was revoked.');
      await store.used(behind.tenant, found.keyId, clock.machine());
      return makeToken(signing(), { sub: found.keyId, tenant: behind.tenant, role: found.role });
    },
    bearer: async (token) => {
      const claims = readToken(signing(), token);
      const found = claims && (await find(claims.tenant, claims.sub));
      if (!claims || !found || found.role !== claims.role)
        throw fault('unauthenticated', 'invalid_token', 'The access token is not valid, or is over. Get a new one.');
      return { tenant: claims.tenant, keyId: found.keyId, role: found.role };
    },
    nameOf: async (tenant, keyId) => (await find(tenant, keyId))?.name,
  };
}
