import { platformTenant, type Role } from '@purser/message';
import type { GatewayConfig } from '../config.ts';
import type { Staff } from './who.ts';

/** Whether somebody runs the installation, by their id where the gateway is set up. A key of a program never does. */
export const isOperator = (
  { config }: { config: Pick<GatewayConfig, 'operators'> },
  { person }: Pick<Staff, 'person'>,
): boolean => person !== null && config.operators.includes(person.staffId);

const atPlatform =
  (role: Role) =>
  ({ actor }: Pick<Staff, 'actor'>) => ({
    tenant: platformTenant,
    actor: { kind: 'staff' as const, id: actor.id, roles: [role] },
  });

/** An operator speaks for the platform's own tenant, as its owner. */
export const asPlatform = atPlatform('owner');

/** Where tenants' customers are told of, an operator reads without what tells of people. */
export const asPlatformReader = atPlatform('readOnly');

/** What an operator asks for goes in the platform's name. */
export const inItsName = ({ who }: { who: Staff }) => asPlatform(who);
