import { type Fault, toWire } from '@purser/fault';
import { principal } from '@purser/message';
import { clearAlarms } from '../ledger/alarms.ts';
import { insertRow, moveRow } from '../ledger/rows.ts';
import type { Outcome } from '../outcome.ts';
import type { Runtime } from '../runtime.ts';
import type { Incoming } from './incoming.ts';

/**
 * Refuses a message whose payload is not what the contract says. Its row keeps neither the payload, in which anything may
 * stand in clear, nor the idempotency key: put right, the same request may come under the same key.
 */
export async function refuse(
  rt: Runtime,
  { key, envelope, handler, sender, held }: Incoming,
  why: Fault,
): Promise<Outcome> {
  const wire = toWire(why);
  const at = rt.clock.machine();
  if (held) {
    await moveRow(rt.relay.sql, key, held.token, { status: 'rejected', attempts: held.attempts + 1, at, fault: wire });
    await clearAlarms(rt, key);
  } else {
    const facts = {
      ...key,
      kind: handler.kind === 'reaction' ? ('reaction' as const) : ('command' as const),
      version: envelope.version,
      sender,
      principal: principal(envelope.actor),
      key: null,
      inputHash: null,
      envelope: null,
    };
    await insertRow(rt.relay.sql, facts, { status: 'rejected', attempts: 1, at, fault: wire });
  }
  rt.log.info(
    { handler: key.handler, message: key.messageId, code: why.code, internal: why.internal },
    'a message was refused',
  );
  return { status: 'rejected', fault: wire };
}
