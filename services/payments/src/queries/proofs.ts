import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { z } from 'zod';
import { adviceOf } from '../domain/proof/finding.ts';
import { verdictOf } from '../domain/proof/verdict.ts';
import { pageOf, placeOf } from '../place.ts';
import { findProof, listedFindings, listedProofs, type Proof, wasHindered } from '../store/proofs.ts';

type Asking = Pick<Context, 'tx'>;
type View = z.input<typeof contract.getProof.output>;

export async function getProof({ tx }: Asking, { proofId }: z.output<typeof contract.getProof.input>): Promise<View> {
  const proof = await findProof(tx, proofId);
  if (!proof) throw noProof();
  return viewOf(tx, proof);
}

export async function listProofs({ tx }: Asking, { after, limit }: z.output<typeof contract.listProofs.input>) {
  const place = after === undefined ? undefined : placeOf(after);
  const rows = await listedProofs(tx, place, limit + 1);
  const { page, next } = pageOf(rows, limit, ({ startedAt, proofId }) => ({ at: startedAt, id: proofId }));
  const proofs: View[] = [];
  for (const proof of page) proofs.push(await viewOf(tx, proof));
  return { proofs, next };
}

export async function listFindings(
  { tx }: Asking,
  { proofId, severity, after = 0, limit }: z.output<typeof contract.listFindings.input>,
) {
  if (!(await findProof(tx, proofId))) throw noProof();
  const rows = await listedFindings(tx, proofId, { severity, skip: after, limit: limit + 1 });
  const findings = rows.slice(0, limit).map((finding) => ({ ...finding, advice: adviceOf(finding.kind) }));
  return { findings, next: rows.length > limit ? after + limit : null };
}

const noProof = () => fault('notFound', 'proof_not_found', 'There is no such proof.');

async function viewOf(tx: Context['tx'], proof: Proof): Promise<View> {
  const { proofId, purpose, mode, account, from, to, phase, startedAt, finishedAt, problem, counts, sums } = proof;
  return {
    ...{ proofId, purpose, mode, account, from, to, phase, problem, counts, sums },
    verdict: verdictOf(proof, await wasHindered(tx, proofId)),
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
}
