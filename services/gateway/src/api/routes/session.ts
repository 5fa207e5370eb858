import { directory } from '@purser/contracts';
import { fault } from '@purser/fault';
import { normaliseMail } from '@purser/vault';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Gateway } from '../../gateway.ts';
import { dropCookie, readCookie, writeCookie } from '../../http/cookies.ts';
import { deviceCookie, deviceName, knownDevice, mailTag } from '../../identity/device.ts';
import { limits } from '../../identity/limits.ts';
import { isOperator } from '../../identity/operator.ts';
import { ofPlatform, ofTenant, type Person } from '../../identity/people.ts';
import { absolute_ms } from '../../identity/sessions.ts';
import type { Staff } from '../../identity/who.ts';
import { shown, uuidOf } from '../ids.ts';
import { sessionId } from '../models/common.ts';
import {
  changePasswordBody,
  type SessionModel,
  sessionList,
  sessionModel,
  signInBody,
  switchTenantBody,
} from '../models/session.ts';
import { forAll, forPeople, nothing, type Operation, ok, type RequestFacts } from '../operation.ts';

const tag = 'Session';
const path = '/api/v1/session';
const deviceLife_s = 180 * 24 * 3600;

/** Signing in, and who is signed in. */
export function sessionOperations(g: Gateway): Operation[] {
  return [
    forAll(
      {
        method: 'post',
        path,
        tag,
        summary: 'Signs in',
        body: signInBody,
        answer: sessionModel,
        problems: [401, 403, 422],
      },
      async ({ c, facts, body }) => ok(await signIn(g, c, facts, body)),
    ),
    forPeople({ method: 'get', path, tag, summary: 'Who is signed in', answer: sessionModel }, async ({ who }) =>
      ok(await readSession(g, who)),
    ),
    forPeople(
      {
        method: 'post',
        path: `${path}/tenant`,
        tag,
        summary: 'Works for another tenant from here on',
        body: switchTenantBody,
        answer: sessionModel,
      },
      async ({ who, body }) => ok(await switchTenant(g, who, uuidOf(body.tenantId))),
    ),
    forPeople({ method: 'delete', path, tag, summary: 'Signs out' }, async ({ c }) => {
      const token = readCookie(c, 'staff');
      if (token) await g.sessions.end(token);
      dropCookie(c, 'staff');
      return nothing;
    }),
    forPeople(
      {
        method: 'post',
        path: `${path}/password`,
        tag,
        summary: 'Changes the password and ends all other sessions',
        body: changePasswordBody,
        problems: [422],
      },
      async ({ who, body }) => {
        await changePassword(g, who, body);
        return nothing;
      },
    ),
  ];
}

/** Where else one is signed in. */
export function sessionListOperations(g: Gateway): Operation[] {
  return [
    forPeople(
      { method: 'get', path: '/api/v1/sessions', tag, summary: 'Where you are signed in', answer: sessionList },
      async ({ who }) => {
        const all = await g.sessions.ofStaff(who.actor.id);
        return ok({
          data: all.map((each) => ({
            id: shown('ses', each.sessionId),
            device: each.device,
            createdAt: each.createdAt.toISOString(),
            seenAt: each.seenAt.toISOString(),
            expiresAt: each.expiresAt.toISOString(),
            current: each.sessionId === who.session?.sessionId,
          })),
        });
      },
    ),
    forPeople(
      {
        method: 'delete',
        path: '/api/v1/sessions/{id}',
        tag,
        summary: 'Ends one session',
        params: z.strictObject({ id: sessionId }),
      },
      async ({ who, params }) => {
        if (!(await g.sessions.endOne(who.actor.id, uuidOf(params.id))))
          throw fault('notFound', 'session_not_found', 'There is no such session.');
        return nothing;
      },
    ),
    forPeople(
      { method: 'delete', path: '/api/v1/sessions', tag, summary: 'Ends all other sessions' },
      async ({ who }) => {
        if (who.session) await g.sessions.endOthers(who.actor.id, who.session.sessionId);
        return nothing;
      },
    ),
  ];
}

type Credentials = z.output<typeof signInBody>;
type Found = NonNullable<z.output<typeof directory.findStaff.output>['staff']>;

/**
 * The same work and the same answer whether nobody has this mail or the password is wrong. Tries are counted per person and network, so
 * that who floods one locks out nobody else; a browser that signed in before is counted apart from all floods.
 */
async function signIn(
  g: Gateway,
  c: Context,
  { network }: RequestFacts,
  { email, password, newPassword }: Credentials,
): Promise<SessionModel> {
  const mail = normaliseMail(email);
  const tagOfMail = mailTag(g.sessionKey, mail);
  const device = knownDevice(g.sessionKey, readCookie(c, 'device'), mail);
  const pair = `${tagOfMail} ${network}`;
  if (device) await g.limits.count(limits.signInDevice, `${device} ${tagOfMail}`);
  else {
    await g.limits.count(limits.signInPair, pair);
    await g.limits.count(limits.signInNetwork, network);
    await g.limits.count(limits.signInAll, 'all');
  }
  const { staff } = await g.client.query(directory.findStaff, { email: mail }, ofPlatform);
  const right = await g.passwords.verify(password, staff?.passwordHash ?? null);
  if (!staff || !right) throw fault('unauthenticated', 'wrong_credentials', 'Mail address and password do not match.');
  g.people.forget(staff.staffId);
  const membership = await usualTenant(g, staff);
  if (!membership) throw fault('denied', 'no_tenant', 'You do not work for anybody here at present.');
  await replaceGiven(g, staff, { password, newPassword });
  if (!device) await g.limits.clear(limits.signInPair, pair);
  return enter(g, c, staff, membership.tenantId, mail);
}

/** Who was given their password chooses one before anything else; what was open under an older one ends. */
async function replaceGiven(
  g: Gateway,
  { staffId, mustChange = false }: Pick<Found, 'staffId' | 'mustChange'>,
  { password, newPassword }: Pick<Credentials, 'password' | 'newPassword'>,
): Promise<void> {
  if (!mustChange) {
    if (newPassword === undefined) return;
    throw fault('rejected', 'password_own', 'You have a password of your own already. Nothing was changed.');
  }
  if (newPassword === undefined)
    throw fault('denied', 'password_given', 'This password was given to you. Choose one of your own to go on.');
  if (newPassword === password)
    throw fault('rejected', 'same_password', 'The new password is the old one. Nothing was changed.');
  const passwordHash = await g.passwords.hash(newPassword);
  await g.client.command(directory.setPassword, { staffId, passwordHash }, ofPlatform);
  await g.sessions.endAll(staffId);
}

/** The tenant that this person worked for last, if they still do. */
async function usualTenant(g: Gateway, { staffId, memberships }: Person) {
  const [last] = await g.sessions.ofStaff(staffId);
  return memberships.find(({ tenantId }) => tenantId === last?.tenantId) ?? memberships[0];
}

/** Whatever session the browser came with ends; it gets a new one, under a token that nobody can have known before. */
async function enter(g: Gateway, c: Context, staff: Person, tenantId: string, mail: string): Promise<SessionModel> {
  const old = readCookie(c, 'staff');
  if (old) await g.sessions.end(old);
  const device = deviceName(c.req.header('user-agent'));
  const { token, session } = await g.sessions.open({ kind: 'staff', tenantId, personId: staff.staffId, device });
  writeCookie(c, 'staff', token, absolute_ms / 1000);
  writeCookie(c, 'device', deviceCookie(g.sessionKey, mail), deviceLife_s);
  const { memberships, name, email, staffId } = staff;
  const role = memberships.find((each) => each.tenantId === tenantId)?.role ?? 'readOnly';
  const person = { staffId, name, email, memberships };
  return readSession(g, {
    kind: 'staff',
    tenant: tenantId,
    role,
    actor: { kind: 'staff', id: staffId, roles: [role] },
    session,
    person,
  });
}

async function readSession(g: Gateway, who: Staff): Promise<SessionModel> {
  const { session, person, tenant, role } = who;
  if (!session || !person) throw fault('denied', 'people_only', 'This is for people who are signed in.');
  const known = await Promise.all(
    person.memberships.map(async (member) => {
      const read = await g.client.query(directory.getTenant, {}, ofTenant(member.tenantId));
      return { ...member, ...read };
    }),
  );
  const current = known.find(({ tenantId }) => tenantId === tenant);
  if (!current) throw fault('denied', 'no_tenant', 'You do not work for this tenant any more.');
  const { name, slug, currency, timeZone, brand } = current;
  return {
    staff: { id: shown('stf', person.staffId), name: person.name, email: person.email },
    tenant: { id: shown('ten', tenant), name, slug, currency, timeZone, locale: 'en-GB', brand },
    role,
    tenants: known.map((each) => ({ id: shown('ten', each.tenantId), name: each.name, role: each.role })),
    csrfToken: session.csrfToken,
    operator: isOperator(g, who),
    mode: g.config.mode,
    links: g.config.links,
  };
}

async function switchTenant(g: Gateway, who: Staff, tenantId: string): Promise<SessionModel> {
  const role = who.person?.memberships.find((each) => each.tenantId === tenantId)?.role;
  if (!role || !who.session) throw fault('notFound', 'tenant_not_found', 'You do not work for such a tenant.');
  await g.sessions.setTenant(who.session.sessionId, tenantId);
  return readSession(g, { ...who, tenant: tenantId, role });
}

async function changePassword(
  g: Gateway,
  { person, session }: Staff,
  { current, next }: z.output<typeof changePasswordBody>,
) {
  if (!person || !session) throw fault('denied', 'people_only', 'This is for people who are signed in.');
  await g.limits.count(limits.password, person.staffId);
  const { staff } = await g.client.query(directory.findStaff, { email: person.email }, ofPlatform);
  const right = staff?.staffId === person.staffId && (await g.passwords.verify(current, staff.passwordHash));
  if (!right) throw fault('rejected', 'wrong_password', 'The current password is not right. Nothing was changed.');
  if (current === next)
    throw fault('rejected', 'same_password', 'The new password is the old one. Nothing was changed.');
  const passwordHash = await g.passwords.hash(next);
  await g.client.command(directory.setPassword, { staffId: person.staffId, passwordHash }, ofPlatform);
  await g.sessions.endOthers(person.staffId, session.sessionId);
}
