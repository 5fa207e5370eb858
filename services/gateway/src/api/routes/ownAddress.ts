import { fault } from '@purser/fault';
import type { Actor } from '@purser/message';
import type { Staff } from '../../identity/who.ts';

const self: Actor = { kind: 'service', name: 'gateway' };

/** For what the gateway alone may ask, since it alone knows who is there. */
export const asGateway = ({ tenant }: Staff) => ({ tenant, actor: self });

/** Where a test may go: to the person who asks for it, and nowhere else. */
export function ownAddress({ person }: Staff): { to: string; staffId: string } {
  if (!person) throw fault('denied', 'people_only', 'A person must do this; an API key can not.');
  return { to: person.email, staffId: person.staffId };
}
