import { fault } from '@purser/fault';
import { type Role, roles } from '@purser/message';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { tokenLife_s } from '../../identity/jwt.ts';
import { limits } from '../../identity/limits.ts';
import type { StoredApiKey } from '../../store/apiKeys.ts';
import { shown, uuidOf } from '../ids.ts';
import { apiKeyBody, apiKeyList, newApiKeyModel, tokenBody, tokenModel } from '../models/apiKey.ts';
import { apiKeyId } from '../models/common.ts';
import { forAll, forPeople, nothing, type Operation, ok } from '../operation.ts';

const tag = 'API keys';
const path = '/api/v1/api-keys';
const keepers: readonly Role[] = ['owner', 'admin'];

/** Keys of programs. */
export function apiKeyOperations(g: Gateway): Operation[] {
  return [
    forPeople(
      { method: 'get', path, tag, summary: 'The keys there are', answer: apiKeyList, roles: keepers },
      async ({ who }) => ok({ data: (await g.apiKeys.list(who.tenant)).map(keyView) }),
    ),
    forPeople(
      {
        method: 'post',
        path,
        tag,
        summary: 'Makes a key, shown this once',
        body: apiKeyBody,
        answer: newApiKeyModel,
        status: 201,
        roles: keepers,
      },
      async ({ who, body }) => {
        // In the order of what they may: nobody makes a key that may more than they do.
        if (roles.indexOf(body.role) < roles.indexOf(who.role))
          throw fault('denied', 'role_above_own', 'A key may have your own role at most.');
        const { key, ...made } = await g.apiKeys.make(who.tenant, body.name, body.role, who.actor.id);
        return ok({ ...keyView(made), key });
      },
    ),
    forPeople(
      {
        method: 'delete',
        path: `${path}/{id}`,
        tag,
        summary: 'Revokes a key',
        params: z.strictObject({ id: apiKeyId }),
        roles: keepers,
      },
      async ({ who, params }) => {
        if (!(await g.apiKeys.revoke(who.tenant, uuidOf(params.id))))
          throw fault('notFound', 'api_key_not_found', 'There is no such key.');
        return nothing;
      },
    ),
    forAll(
      {
        method: 'post',
        path: '/api/v1/token',
        tag,
        summary: 'A short-lived token for a key; the key in the body, or as the password of Basic',
        body: tokenBody.partial(),
        answer: tokenModel,
        problems: [401],
        programs: true,
      },
      async ({ c, facts, body }) => {
        await g.limits.count(limits.token, facts.network);
        const key = body.apiKey ?? basicKey(c);
        if (!key) throw fault('unauthenticated', 'wrong_key', 'Send the API key.');
        return ok({ accessToken: await g.apiKeys.token(key), tokenType: 'Bearer' as const, expiresIn: tokenLife_s });
      },
    ),
  ];
}

function keyView({ keyId, name, role, hint, createdAt, lastUsedAt }: StoredApiKey) {
  return {
    id: shown('key', keyId),
    name,
    role,
    hint,
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  };
}

/** The key as the user's name or as the password: clients differ. */
function basicKey(c: Context): string | undefined {
  const [scheme, value] = (c.req.header('authorization') ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'basic' || !value) return undefined;
  const text = Buffer.from(value, 'base64').toString();
  const cut = text.indexOf(':');
  if (cut < 0) return undefined;
  return text.slice(cut + 1) || text.slice(0, cut);
}
