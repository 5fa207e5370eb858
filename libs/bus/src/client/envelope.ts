import type { Clock } from '@purser/clock';
import { type Command, type Envelope, type Event, fullName, newId, type Query } from '@purser/message';
import { traceFrom, traceTo } from '../trace.ts';
import type { Caller } from './caller.ts';

/** What a caller asks or says, wrapped. */
export function envelopeOf(clock: Clock, spec: Command | Query | Event, payload: unknown, caller: Caller): Envelope {
  const id = caller.id ?? newId();
  const envelope: Envelope = {
    id,
    name: fullName(spec),
    version: spec.version,
    tenant: caller.tenant,
    actor: caller.actor,
    correlation: caller.correlation ?? id,
    causation: caller.causation ?? null,
    at: clock.business().toISOString(),
    trace: traceTo(caller.trace ?? traceFrom(undefined)),
    payload,
  };
  return caller.key === undefined ? envelope : { ...envelope, key: caller.key };
}
