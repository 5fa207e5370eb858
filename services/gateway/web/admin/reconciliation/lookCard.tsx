import { Button, Card, FactList, Link, Notice, RelativeTime, StatusBadge } from '@purser/ui';
import type { ReactNode } from 'react';
import type { ReconciliationModel } from '../../../src/api/models/reconciliation.ts';
import { useChange } from '../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { accountWords } from './words.ts';

type Account = ReconciliationModel['accounts'][number];

/** Of one Stripe account: what was asked of it by the clock, what came of it, and when next. */
export function LookCard({ of }: { of: Account }) {
  const { mode, account, events, objects } = of;
  const mayBill = useCan('bill');
  const change = useChange<'events' | 'objects'>(
    (what) => ({ method: 'POST', path: '/reconciliation/run', body: { what, mode, account } }),
    () => ['/reconciliation', '/orphans', '/proofs'],
  );
  const run = async (what: 'events' | 'objects') => {
    try {
      sayOutcome(await change.run(what), 'Stripe is being looked at.');
    } catch (error) {
      sayFailure(error, 'look at Stripe');
    }
  };
  const button = (what: 'events' | 'objects', running: boolean) =>
    mayBill && (
      <Button size="small" disabled={running || change.busy} onClick={() => void run(what)}>
        {running ? 'Running' : 'Run now'}
        <span className="sr-only">: {what}</span>
      </Button>
    );
  return (
    <Card title={accountWords(of)}>
      <div className="grid gap-x-8 gap-y-6 md:grid-cols-2">
        <section aria-label="Events that were not delivered" className="min-w-0">
          <Heading text="Events, every hour">{button('events', events.running)}</Heading>
          {events.problem && (
            <Notice tone="warning" title="Stripe did not let us look.">
              {events.problem}
            </Notice>
          )}
          <FactList
            facts={[
              { label: 'Last run', value: events.lastAt ? <RelativeTime at={events.lastAt} /> : 'Not yet' },
              { label: 'Looked at', value: events.seen ?? '–' },
              { label: 'Not delivered', value: events.found ?? '–' },
              { label: 'Next run', value: <RelativeTime at={events.nextAt} /> },
            ]}
          />
        </section>
        <section aria-label="Charges, refunds, disputes and payouts" className="min-w-0">
          <Heading text="Charges, refunds, disputes, payouts, every night">
            {button('objects', objects.running)}
          </Heading>
          {objects.problem && (
            <Notice tone="warning" title="The last run was given up before its end.">
              {objects.problem}
            </Notice>
          )}
          <FactList
            facts={[
              { label: 'Last run', value: objects.lastAt ? <RelativeTime at={objects.lastAt} /> : 'Not yet' },
              { label: 'Found off', value: foundWords(objects) },
              {
                label: 'Report',
                value: objects.proof ? (
                  <Link href={routes.proof(objects.proof)} className="underline">
                    What it saw
                  </Link>
                ) : (
                  '–'
                ),
              },
              { label: 'Next run', value: <RelativeTime at={objects.nextAt} /> },
            ]}
          />
        </section>
      </div>
    </Card>
  );
}

function foundWords({ breaches }: Account['objects']) {
  if (breaches === null) return '–';
  return breaches === 0 ? <StatusBadge status="matches" /> : `${breaches}: see the report`;
}

function Heading({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="mb-1 flex min-h-8 flex-wrap items-center justify-between gap-2">
      <h3 className="font-medium text-sm">{text}</h3>
      {children}
    </div>
  );
}
