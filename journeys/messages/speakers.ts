import { serviceNames } from '@purser/contracts';
import { type Actor, type Callers, newId, roles } from '@purser/message';

/** Somebody who sends a message: the service that NATS knows, and on whose behalf it says to speak. */
export type Speaker = { who: string; sender: string; actor: Actor };

const customer = (): Actor => ({ kind: 'customer', id: newId() });
const staff = (...of: (typeof roles)[number][]): Actor => ({ kind: 'staff', id: newId(), roles: of });
const publicActor: Actor = { kind: 'public' };

/** Everybody there could be: people by way of the gateway, services as themselves, as each other, and for people. */
export function speakers(): Speaker[] {
  const people: [who: string, actor: Actor][] = [
    ...roles.map((role): [string, Actor] => [role, staff(role)]),
    ['customer', customer()],
    ['public', publicActor],
  ];
  const byGateway = people.map(([who, actor]) => ({ who, sender: 'gateway', actor }));
  const asService = serviceNames.flatMap((sender) =>
    serviceNames.map((name) => ({
      who: sender === name ? `service ${name}` : `${sender} as service ${name}`,
      sender,
      actor: { kind: 'service', name } as const,
    })),
  );
  const forPeople = serviceNames
    .filter((sender) => sender !== 'gateway')
    .flatMap((sender) => people.map(([who, actor]) => ({ who: `${sender} for ${who}`, sender, actor })));
  return [...byGateway, ...asService, ...forPeople];
}

/** What the contract says of a speaker, read without the router: people through the gateway only, services as themselves. */
export function mayCall(callers: Callers, { sender, actor }: Speaker): boolean {
  if (actor.kind === 'service') return actor.name === sender && (callers.services ?? []).includes(sender);
  if (sender !== 'gateway') return false;
  if (actor.kind === 'staff') return (callers.staff ?? []).some((role) => actor.roles.includes(role));
  return actor.kind === 'customer' ? callers.customer === 'own' : callers.public === true;
}
