import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from '@purser/bus';
import { payments } from '@purser/contracts';
import { newId } from '@purser/message';
import type { z } from 'zod';
import { again } from '../again.ts';

export type Proof = z.output<typeof payments.getProof.output>;
export type Finding = z.output<typeof payments.listFindings.output>['findings'][number];
export type Proved = { proof: Proof; findings: Finding[] };

export type Period = {
  tenant: string;
  from: string;
  to: string;
  mode?: 'test' | 'live' | undefined;
  account?: string | undefined;
};

/** Findings that are read at most; the proof's counts are of all. */
const mostFindings = 1400;
const look_ms = 250;

/**
 * Has a period of a tenant's proved by the running platform, and waits for what it says.
 * @param client one that speaks as the gateway
 * @throws Error when it takes longer than `patience_ms`
 */
export async function prove(
  client: Client,
  { tenant, from, to, mode, account }: Period,
  { patience_ms = 3_600_000, told = () => {} }: { patience_ms?: number; told?: (proof: Proof) => void } = {},
): Promise<Proved> {
  const who = { tenant, actor: { kind: 'service' as const, name: 'gateway' } };
  const proofId = newId();
  const asked = { proofId, from, to, ...(mode && { mode }), ...(account && { account }) };
  await again(() => client.command(payments.startProof, asked, { ...who, id: proofId }));
  const until_ms = performance.now() + patience_ms;
  for (;;) {
    const proof = await again(() => client.query(payments.getProof, { proofId }, who));
    told(proof);
    if (proof.verdict !== 'running') return { proof, findings: await findingsOf(client, proofId, who) };
    if (performance.now() > until_ms)
      throw new Error(`the proof ${proofId} is not finished; it looks at ${proof.phase}`);
    await pause(look_ms);
  }
}

async function findingsOf(client: Client, proofId: string, who: Parameters<Client['query']>[2]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (let after: number | null = 0; after !== null && findings.length < mostFindings; ) {
    const page: z.output<typeof payments.listFindings.output> = await again(() =>
      client.query(payments.listFindings, { proofId, after: after ?? 0, limit: 100 }, who),
    );
    findings.push(...page.findings);
    after = page.next;
  }
  return findings;
}
