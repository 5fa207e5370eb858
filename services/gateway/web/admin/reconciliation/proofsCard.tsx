import { Button, Card, DateText, ErrorState, Link, RelativeTime, StatusBadge } from '@purser/ui';
import { useState } from 'react';
import type { ProofBody, ProofModel } from '../../../src/api/models/reconciliation.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { PeriodBar } from '../../shared/periodBar.tsx';
import { type Period, usualPeriods } from '../../shared/periods.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { ListSkeleton } from '../operations/commandsList.tsx';
import { Turner, useTrail } from '../operations/turner.tsx';
import { routes } from '../routes.ts';

type Page = { data: ProofModel[]; next: string | null };
const SOON_MS = 2_000;

/** Proofs of periods, and the nightly ones; a new one is begun here. */
export function ProofsCard({ today }: { today: string }) {
  const trail = useTrail('proofs');
  const { data, error, refetch } = useRead<Page>('/proofs', {
    query: { after: trail.cursor, limit: 10 },
    keep: true,
    refetchEvery_ms: (known) => (known?.data.some(({ verdict }) => verdict === 'running') ? SOON_MS : false),
  });
  return (
    <Card flush title="Proofs">
      <Begin today={today} />
      {error && !data ? (
        <ErrorState error={error} doing="load the proofs" onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <ul className="border-line border-t">
            {data.data.map((proof) => (
              <ProofRow key={proof.id} proof={proof} />
            ))}
          </ul>
          <div className="px-4 py-2 empty:hidden sm:px-5">
            <Turner trail={trail} next={data.next} />
          </div>
        </>
      ) : (
        <ListSkeleton />
      )}
    </Card>
  );
}

function Begin({ today }: { today: string }) {
  const [period, setPeriod] = useState<Period>(() => {
    const month = usualPeriods(today).find(({ id }) => id === 'thisMonth');
    return { from: month?.from ?? today, until: today };
  });
  const change = useChange<ProofBody>(
    (body) => ({ method: 'POST', path: '/proofs', body }),
    () => ['/proofs'],
  );
  const begin = async () => {
    try {
      sayOutcome(await change.run({ from: period.from, to: period.until }), 'The period is being proved.');
    } catch (error) {
      sayFailure(error, 'prove the period');
    }
  };
  return (
    <div className="flex flex-col gap-3 px-4 pb-4 sm:px-5">
      <p className="text-ink-2 text-sm">
        Holds every charge, refund, dispute and payout of a period against Purser’s own records and the journal, both
        ways, and looks for customers charged twice. Days are UTC.
      </p>
      <div className="flex flex-wrap items-end gap-3">
        <PeriodBar period={period} today={today} onChange={setPeriod} />
        <Button variant="primary" busy={change.busy} disabled={period.until < period.from} onClick={() => void begin()}>
          Prove it
        </Button>
      </div>
    </div>
  );
}

function ProofRow({ proof }: { proof: ProofModel }) {
  const { id, purpose, from, to, verdict, counts, startedAt } = proof;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-line border-b px-4 py-2.5 last:border-b-0 sm:px-5">
      <span className="min-w-0">
        <Link href={routes.proof(id)} className="font-medium hover:underline">
          <DateText date={from} /> to <DateText date={to} />
        </Link>
        <span className="block text-ink-3 text-xs">
          {purpose === 'daily' ? 'By night' : 'Asked for'} · <RelativeTime at={startedAt} />
          {counts.breaches > 0 && ` · ${counts.breaches} off`}
        </span>
      </span>
      <StatusBadge status={verdict} />
    </li>
  );
}
