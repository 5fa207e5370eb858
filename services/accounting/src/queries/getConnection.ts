import type { Context } from '@purser/bus';
import type { accounting as contract } from '@purser/contracts';
import type { z } from 'zod';
import { findConnection } from '../store/connections.ts';
import { countByState } from '../store/documents.ts';

export async function getConnection({
  tx,
}: Pick<Context, 'tx'>): Promise<z.input<typeof contract.getConnection.output>> {
  const [connection, counted] = [await findConnection(tx), await countByState(tx)];
  const of = (...states: Parameters<typeof counted.get>[0][]) =>
    states.reduce((sum, state) => sum + (counted.get(state) ?? 0), 0);
  return {
    state: !connection || connection.state === 'disconnected' ? 'none' : connection.state,
    organisation: connection?.organisation ?? null,
    connectedAt: connection?.connectedAt.toISOString() ?? null,
    lastSuccessAt: connection?.lastSuccessAt?.toISOString() ?? null,
    resumesAt: connection?.resumesAt?.toISOString() ?? null,
    problem: connection?.problem ?? null,
    mapping: connection?.mapping ?? null,
    counts: {
      waiting: of('waiting', 'pushing'),
      pushed: of('pushed'),
      failed: of('failed'),
      needsAttention: of('needsAttention'),
    },
  };
}
