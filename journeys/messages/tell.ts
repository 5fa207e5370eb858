import type { Caller, Client } from '@purser/bus';
import { isFault } from '@purser/fault';
import type { Command, Query } from '@purser/message';

/** What somebody who asked was told. */
export type Told = {
  status: 'done' | 'rejected' | 'retrying' | 'running' | 'waiting' | 'parked' | 'failed';
  /** The kind and code of a refusal. */
  kind?: string;
  code?: string;
  /** Everything that reached the asker, as text. */
  text: string;
};

/** Sends a command or asks a query, and tells what came back, refusals too. */
export async function tell(client: Client, spec: Command | Query, input: unknown, caller: Caller): Promise<Told> {
  try {
    if (spec.kind === 'query') {
      return { status: 'done', text: JSON.stringify(await client.query(spec, input, caller)) };
    }
    const outcome = await client.send(spec, input, caller);
    const text = JSON.stringify(outcome);
    if ('fault' in outcome && outcome.fault)
      return { status: outcome.status, kind: outcome.fault.kind, code: outcome.fault.code, text };
    return { status: outcome.status, text };
  } catch (error) {
    if (!isFault(error)) throw error;
    const { kind, code, message, errors } = error;
    return { status: 'rejected', kind, code, text: JSON.stringify({ kind, code, message, errors }) };
  }
}
