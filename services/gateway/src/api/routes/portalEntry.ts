import { directory } from '@purser/contracts';
import { fault } from '@purser/fault';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { dropCookie, readCookie } from '../../http/cookies.ts';
import { limits } from '../../identity/limits.ts';
import { ofPlatform, ofTenant } from '../../identity/people.ts';
import { askRenewal, askSignIn, openLink, readPortalSession } from '../../portal/enter.ts';
import {
  acknowledged,
  openLinkBody,
  portalSessionModel,
  portalSignInBody,
  portalTenantModel,
  renewLinkBody,
  slug,
} from '../models/portal.ts';
import { forAll, forCustomer, nothing, type Operation, ok } from '../operation.ts';

const tag = 'Portal';
const root = '/api/v1/portal';

/** How a customer comes in and goes out. */
export function portalEntryOperations(g: Gateway): Operation[] {
  return [
    forAll(
      {
        method: 'post',
        path: `${root}/open`,
        tag,
        summary: 'Opens a link',
        body: openLinkBody,
        answer: portalSessionModel,
        problems: [404, 410],
      },
      async ({ c, facts, body }) => {
        await g.limits.count(limits.openLink, facts.network);
        return ok(await openLink(g, c, body.token));
      },
    ),
    forAll(
      {
        method: 'post',
        path: `${root}/renew`,
        tag,
        summary: 'Asks for a fresh link, sent to the address on file',
        body: renewLinkBody,
        answer: acknowledged,
        status: 202,
      },
      async ({ c, facts, body }) => {
        await askRenewal(g, c, facts.network, body.token);
        return ok({});
      },
    ),
    forAll(
      {
        method: 'post',
        path: `${root}/sign-in`,
        tag,
        summary: 'Asks for a sign-in link by mail',
        body: portalSignInBody,
        answer: acknowledged,
        status: 202,
      },
      async ({ c, facts, body }) => {
        await askSignIn(g, c, facts.network, body);
        return ok({});
      },
    ),
    ...whoIsHere(g),
  ];
}

/** Whose portal it is, and who is in it. */
function whoIsHere(g: Gateway): Operation[] {
  return [
    forAll(
      {
        method: 'get',
        path: `${root}/tenants/{slug}`,
        tag,
        summary: 'Whose portal this is',
        params: z.strictObject({ slug }),
        answer: portalTenantModel,
      },
      async ({ params }) => {
        const { tenantId } = await g.client.query(directory.findTenant, { slug: params.slug }, ofPlatform);
        if (!tenantId) throw fault('notFound', 'tenant_not_found', 'There is no such page.');
        const { name, brand } = await g.client.query(directory.getTenant, {}, ofTenant(tenantId));
        return ok({ name, brand });
      },
    ),
    forCustomer(
      {
        method: 'get',
        path: `${root}/session`,
        tag,
        summary: 'Who is here',
        answer: portalSessionModel,
        reach: 'session',
      },
      async ({ who }) => ok(await readPortalSession(g, who)),
    ),
    forCustomer(
      { method: 'delete', path: `${root}/session`, tag, summary: 'Signs out', reach: 'session' },
      async ({ c }) => {
        const token = readCookie(c, 'customer');
        if (token) await g.sessions.end(token);
        dropCookie(c, 'customer');
        return nothing;
      },
    ),
  ];
}
