import { type Command, commandSubject, fullName } from '@purser/message';
import type { Caller } from '../client/caller.ts';
import { envelopeOf } from '../client/envelope.ts';
import { restText, wireText } from '../codec.ts';
import type { Runtime } from '../runtime.ts';

/**
 * Leaves a command in this service's own outbox, under the caller's name and id: it will be sent however long the other service is away, and
 * counts once with whatever went under the same id before. Resolves after the commit. Posting the same id twice does nothing.
 */
export async function post(rt: Runtime, spec: Command, payload: unknown, caller: Caller): Promise<string> {
  if (!rt.outgoing.has(fullName(spec)))
    throw new Error(`${rt.service} does not name ${fullName(spec)} among what it sends`);
  const envelope = envelopeOf(rt.clock, spec, spec.input.parse(payload), caller);
  const { tenant, id } = envelope;
  const subject = commandSubject(spec.service, spec.name, rt.service);
  const text = await restText(rt.vault, spec, envelope);
  await rt.runtime.tenantTx({ tenant }, async ({ sql }) => {
    await sql`insert into outbox (tenant_id, id, name, subject, envelope, created_at)
      values (${tenant}, ${id}, ${envelope.name}, ${subject}, ${text}, ${rt.clock.machine().toISOString()})
      on conflict (tenant_id, id) do nothing`;
  });
  rt.committed([{ tenant, id, subject, data: new TextEncoder().encode(wireText(rt.wire, spec, envelope)) }]);
  return id;
}
