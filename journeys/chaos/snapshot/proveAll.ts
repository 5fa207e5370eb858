import type { Client } from '@purser/bus';
import { prove } from '@purser/local';
import type { Town } from '../town/people.ts';
import type { Proved } from './snapshot.ts';

/** Has the platform itself prove the days of the run, tenant by tenant, and names what it found off or still on its way. */
export async function proveAll(client: Client, { tenants }: Town, begun: Date): Promise<Proved[]> {
  const [from, to] = [begun, new Date()].map((at) => at.toISOString().slice(0, 10));
  if (!from || !to) throw new Error('a run has no days');
  const proofs: Proved[] = [];
  for (const { id: tenant } of tenants) {
    const { proof, findings } = await prove(client, { tenant, from, to }, { patience_ms: 120_000 });
    const found = findings.filter(({ severity }) => severity !== 'skipped');
    const names = found.map(({ kind, stripeId, ourId, detail }) => `${kind} ${stripeId ?? ourId}: ${detail}`);
    proofs.push({ tenant, proofId: proof.proofId, verdict: proof.verdict, findings: names });
  }
  return proofs;
}
