import type { Client } from '@purser/bus';
import type { Clock } from '@purser/clock';
import { directory } from '@purser/contracts';
import { isFault } from '@purser/fault';
import { type Actor, platformTenant, type Role } from '@purser/message';
import { fresh } from '../joins/fresh.ts';
import type { Customer } from './who.ts';

export type Person = {
  staffId: string;
  name: string;
  email: string;
  memberships: { tenantId: string; role: Role }[];
};
export type LinkState = 'open' | 'used' | 'expired' | 'revoked';

const self: Actor = { kind: 'service', name: 'gateway' };
/** The gateway's own questions to the platform's tenant. */
export const ofPlatform = { tenant: platformTenant, actor: self };
/** The gateway's own questions about a tenant. */
export const ofTenant = (tenant: string) => ({ tenant, actor: self });

/** How long a role that was taken away, or a link that was revoked, still counts at most. */
const for_ms = 5000;

export type People = {
  /** @returns undefined when there is no such person any more */
  person(staffId: string): Promise<Person | undefined>;
  linkState(tenant: string, linkId: string): Promise<LinkState>;
  /** Whether somebody may change how a customer pays and what it takes on: its own address, its owners and who does its billing. */
  mayDecide(who: Pick<Customer, 'tenant' | 'actor'>): Promise<boolean>;
  forget(staffId: string): void;
};

/** Who people are now, as directory has it. */
export function openPeople({ client, clock }: { client: Client; clock: Clock }): People {
  const people = fresh<Person | undefined>({ clock, for_ms, most: 5000 });
  const links = fresh<LinkState>({ clock, for_ms, most: 5000 });
  const roles = fresh<ReadonlyMap<string, string>>({ clock, for_ms, most: 5000 });
  const rolesAt = ({ tenant, actor }: Pick<Customer, 'tenant' | 'actor'>) =>
    roles.get(`${tenant} ${actor.id}`, async () => {
      const { contacts } = await client.query(directory.getCustomer, { customerId: actor.id }, { tenant, actor });
      return new Map(contacts.map(({ contactId, role }) => [contactId, role]));
    });
  return {
    person: (staffId) =>
      people.get(staffId, () =>
        client.query(directory.getStaff, { staffId }, ofPlatform).catch((error) => {
          if (isFault(error) && error.kind === 'notFound') return undefined;
          throw error;
        }),
      ),
    linkState: (tenant, linkId) =>
      links.get(`${tenant} ${linkId}`, async () => {
        const link = await client.query(directory.getLink, { linkId }, ofTenant(tenant)).catch((error) => {
          if (isFault(error) && error.kind === 'notFound') return { state: 'revoked' as const };
          throw error;
        });
        return link.state;
      }),
    mayDecide: async (who) => {
      const { contact } = who.actor;
      if (contact === undefined) return true;
      const role = (await rolesAt(who)).get(contact);
      return role === 'owner' || role === 'billing';
    },
    forget: people.forget,
  };
}
