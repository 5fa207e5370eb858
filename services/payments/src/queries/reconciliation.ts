import type { Context } from '@purser/bus';
import type { payments as contract } from '@purser/contracts';
import type { z } from 'zod';
import { actionsOf } from '../domain/orphan.ts';
import { adviceOf } from '../domain/proof/finding.ts';
import { pageOf, placeOf } from '../place.ts';
import { countOpenOrphans, listedOrphans } from '../store/orphans.ts';
import { latestDaily } from '../store/proofs.ts';
import { allReconciliations, type Reconciliation } from '../store/reconciliations.ts';

type Asking = Pick<Context, 'tx'>;
type Account = z.input<typeof contract.getReconciliation.output>['accounts'][number];

export async function getReconciliation({ tx }: Asking) {
  const accounts: Account[] = [];
  for (const each of await allReconciliations(tx)) accounts.push(await viewOf(tx, each));
  return { accounts, openOrphans: await countOpenOrphans(tx) };
}

async function viewOf(tx: Context['tx'], known: Reconciliation): Promise<Account> {
  const { mode, account } = known;
  const [last, begun] = [await latestDaily(tx, known, 'finished'), await latestDaily(tx, known, 'begun')];
  return {
    ...{ mode, account },
    events: {
      running: known.eventsRun !== null,
      nextAt: known.eventsNextAt.toISOString(),
      lastAt: known.eventsLastAt?.toISOString() ?? null,
      seen: known.eventsLastSeen,
      found: known.eventsLastFound,
      problem: known.eventsProblem,
    },
    objects: {
      running: begun !== undefined && begun.finishedAt === null,
      nextAt: known.dailyNextAt.toISOString(),
      lastAt: last?.finishedAt?.toISOString() ?? null,
      breaches: last?.counts.breaches ?? null,
      problem: begun?.problem ?? null,
      proofId: last?.proofId ?? null,
    },
  };
}

export async function listOrphans({ tx }: Asking, { open, after, limit }: z.output<typeof contract.listOrphans.input>) {
  const place = after === undefined ? undefined : placeOf(after);
  const rows = await listedOrphans(tx, open, place, limit + 1);
  const { page, next } = pageOf(rows, limit, ({ foundAt, orphanId }) => ({ at: foundAt, id: orphanId }));
  const orphans = page.map(({ about: _about, intentId, action: _action, settledAt, foundAt, ...orphan }) => ({
    ...orphan,
    advice: adviceOf(orphan.kind),
    actions: actionsOf({ ...orphan, intentId }),
    settledAt: settledAt?.toISOString() ?? null,
    foundAt: foundAt.toISOString(),
  }));
  return { orphans, next };
}
