import { fault } from '@purser/fault';
import type { Context } from 'hono';
import { readCookie } from '../http/cookies.ts';
import type { ApiKeys } from './apiKeys.ts';
import type { People } from './people.ts';
import type { Session, Sessions } from './sessions.ts';
import type { Customer, Staff } from './who.ts';

type Parts = { sessions: Sessions; people: People; apiKeys: ApiKeys };

const signedOut = () => fault('unauthenticated', 'not_signed_in', 'You are not signed in.');

/** Staff by cookie, or a program by token. @throws Fault unauthenticated */
export async function identifyStaff(c: Context, parts: Parts, programs: boolean): Promise<Staff> {
  const authorization = c.req.header('authorization');
  if (authorization !== undefined) {
    if (!programs)
      throw fault('denied', 'people_only', 'This is for people who are signed in; an API key does not open it.');
    return staffOfToken(authorization, parts);
  }
  const token = readCookie(c, 'staff');
  const session = token ? await parts.sessions.find(token) : undefined;
  const staff = session?.kind === 'staff' ? await staffOfSession(session, parts) : undefined;
  if (staff) return staff;
  // The cookie stays: this answer may come after that of a new sign-in, whose cookie has the same name.
  if (token) await parts.sessions.end(token);
  throw signedOut();
}

async function staffOfToken(authorization: string, { apiKeys }: Parts): Promise<Staff> {
  const [scheme, token, ...more] = authorization.split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token || more.length > 0)
    throw fault('unauthenticated', 'invalid_token', 'Send the access token as Authorization: Bearer.');
  const { tenant, keyId, role } = await apiKeys.bearer(token);
  return {
    kind: 'staff',
    tenant,
    role,
    actor: { kind: 'staff', id: keyId, roles: [role] },
    session: null,
    person: null,
  };
}

/** Whom a session of staff stands for, with the role that directory has for them now; undefined when they are no member any more. */
export async function staffOfSession(session: Session, { people }: Pick<Parts, 'people'>): Promise<Staff | undefined> {
  const person = await people.person(session.personId);
  const role = person?.memberships.find(({ tenantId }) => tenantId === session.tenantId)?.role;
  if (!person || !role) return undefined;
  const actor = { kind: 'staff' as const, id: person.staffId, roles: [role] };
  return { kind: 'staff', tenant: session.tenantId, role, actor, session, person };
}

/** A customer by cookie. @throws Fault unauthenticated */
export async function identifyCustomer(c: Context, parts: Parts): Promise<Customer> {
  const token = readCookie(c, 'customer');
  const session = token ? await parts.sessions.find(token) : undefined;
  const customer = session?.kind === 'customer' ? await customerOfSession(session, parts) : undefined;
  if (customer) return customer;
  // The cookie stays: this answer may come after that of a new sign-in, whose cookie has the same name.
  if (token) await parts.sessions.end(token);
  throw signedOut();
}

/** Whom a customer's session stands for; undefined once the link that opened it was taken back. */
export async function customerOfSession(
  session: Session,
  { people }: Pick<Parts, 'people'>,
): Promise<Customer | undefined> {
  const { tenantId: tenant, personId, contactId, invoiceId, quoteId, linkId } = session;
  if (linkId && (await people.linkState(tenant, linkId)) === 'revoked') return undefined;
  const actor = { kind: 'customer' as const, id: personId, ...(contactId && { contact: contactId }) };
  return { kind: 'customer', tenant, actor, session, invoiceId, quoteId };
}
