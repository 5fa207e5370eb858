import { type Fault, fault } from '@purser/fault';
import type { Actor, Callers } from '@purser/message';

const speaker = 'gateway';

/**
 * Whether `sender` may say this on behalf of `actor`. Only the gateway speaks for people; a service speaks for itself
 * alone; what a contract does not name is refused.
 * @returns the refusal, or undefined when it may.
 */
export function refusal(callers: Callers, actor: Actor, sender: string): Fault | undefined {
  const denied = (internal: string) => fault('denied', 'not_allowed', 'You may not do this.', { internal });
  if (actor.kind === 'service') {
    if (actor.name !== sender) return denied(`${sender} spoke as ${actor.name}`);
    return callers.services?.includes(sender) ? undefined : denied(`${sender} may not ask for this`);
  }
  if (sender !== speaker) return denied(`${sender} spoke for a person`);
  switch (actor.kind) {
    case 'staff':
      return actor.roles.some((role) => callers.staff?.includes(role))
        ? undefined
        : denied(`roles ${actor.roles.join(' ')}`);
    case 'customer':
      return callers.customer === 'own' ? undefined : denied('customers may not ask for this');
    case 'public':
      return callers.public ? undefined : denied('the public may not ask for this');
  }
}
