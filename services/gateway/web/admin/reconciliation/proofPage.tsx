import {
  Button,
  ButtonLink,
  Card,
  CopyText,
  DateText,
  ErrorState,
  FactList,
  Link,
  Money,
  Notice,
  PageHeader,
  RelativeTime,
  Skeleton,
  useSurroundings,
} from '@purser/ui';
import type { FindingModel, ProofBody, ProofModel } from '../../../src/api/models/reconciliation.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { Table } from '../../shared/table.tsx';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { Turner, useTrail } from '../operations/turner.tsx';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { accountWords, kindWords, severityWords, sumWords, verdictWords } from './words.ts';

const SOON_MS = 1_500;
const tones = {
  running: 'info',
  failed: 'danger',
  proved: 'success',
  notProved: 'danger',
  incomplete: 'warning',
} as const;

/** What one proof says: the verdict, the figures on the three sides, and every finding with what to do. */
export function ProofPage({ proofId }: { proofId: string }) {
  useTitle('Proof');
  const { data, error, refetch } = useRead<ProofModel>(`/proofs/${proofId}`, {
    refetchEvery_ms: (known) => (known?.verdict === 'running' ? SOON_MS : false),
  });
  if (error && !data) return <ErrorState error={error} doing="load the proof" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-80 w-full" />;
  const { from, to, verdict, startedAt, finishedAt, problem } = data;
  const { word, text } = verdictWords[verdict];
  return (
    <>
      <PageHeader title="Proof" back={{ href: routes.reconciliation, label: 'Reconciliation' }} />
      <div className="flex min-w-0 flex-col gap-5">
        <Notice
          tone={tones[verdict]}
          title={`${word}.`}
          action={
            verdict === 'notProved' && (
              <ButtonLink size="small" href={routes.reconciliation}>
                Decide what waits
              </ButtonLink>
            )
          }
        >
          {text}
          {problem !== null && ` ${problem}`}
          {verdict === 'failed' && <Again of={data} />}
        </Notice>
        <div className="grid min-w-0 items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
          <SumsCard proof={data} />
          <Card title="The proof">
            <FactList
              facts={[
                {
                  label: 'Period',
                  value: (
                    <>
                      <DateText date={from} /> to <DateText date={to} />
                    </>
                  ),
                },
                { label: 'Account', value: accountWords(data) },
                { label: 'Begun', value: <RelativeTime at={startedAt} /> },
                { label: 'Finished', value: finishedAt ? <RelativeTime at={finishedAt} /> : 'Not yet' },
                { label: 'Charged twice', value: data.counts.chargedTwice },
                { label: 'Journal entries', value: data.counts.journalEntries },
                { label: 'Requests to Stripe', value: data.counts.requests },
                ...(data.counts.ofOthers > 0
                  ? [{ label: 'Of other tenants', value: `${data.counts.ofOthers}, left out` }]
                  : []),
              ]}
            />
          </Card>
        </div>
        {(['breach', 'pending', 'skipped'] as const).map((severity) => (
          <Findings key={`${severity} ${verdict}`} proofId={proofId} severity={severity} proof={data} />
        ))}
      </div>
    </>
  );
}

/** The same period of the same account, in a proof of its own. */
function Again({ of: { from, to, mode, account } }: { of: ProofModel }) {
  const mayBill = useCan('bill');
  const { navigate } = useSurroundings();
  const change = useChange<ProofBody, ProofModel>(
    (body) => ({ method: 'POST', path: '/proofs', body }),
    () => ['/proofs'],
  );
  const begin = async () => {
    try {
      const begun = await change.run({ from, to, mode, account });
      sayOutcome(begun, 'The period is being proved.');
      navigate?.(begun.kind === 'done' ? routes.proof(begun.body.id) : routes.reconciliation);
    } catch (error) {
      sayFailure(error, 'prove the period');
    }
  };
  if (!mayBill) return null;
  return (
    <div className="mt-3">
      <Button size="small" busy={change.busy} onClick={() => void begin()}>
        Prove it again
      </Button>
    </div>
  );
}

function SumsCard({ proof: { counts, sums } }: { proof: ProofModel }) {
  const count = (label: string, stripe: number, here: number) => ({
    id: label,
    cells: { what: label, stripe, here, journal: null },
  });
  return (
    <Card flush title="The three sides">
      <Table
        label="What Stripe, Purser and the journal have"
        columns={[
          { id: 'what', label: 'What', head: 'title' },
          { id: 'stripe', label: 'At Stripe', figure: true },
          { id: 'here', label: 'Here', figure: true },
          { id: 'journal', label: 'In the journal', figure: true, blank: '–' },
        ]}
        rows={[
          count('Charges', counts.chargesAtStripe, counts.paymentsHere),
          count('Refunds', counts.refundsAtStripe, counts.refundsHere),
          count('Disputes', counts.disputesAtStripe, counts.disputesHere),
          ...sums.map(({ what, currency, stripe, here, journal }) => ({
            id: `${what} ${currency}`,
            strong: stripe !== here || stripe !== journal,
            cells: {
              what: `${sumWords[what]}, ${currency}`,
              stripe: <Money amount={stripe} currency={currency} />,
              here: <Money amount={here} currency={currency} />,
              journal: <Money amount={journal} currency={currency} />,
            },
          })),
        ]}
      />
    </Card>
  );
}

type Page = { data: FindingModel[]; next: string | null };
type Severity = FindingModel['severity'];
const countNames = { breach: 'breaches', pending: 'pending', skipped: 'skipped' } as const;

function Findings({ proofId, severity, proof }: { proofId: string; severity: Severity; proof: ProofModel }) {
  const found = proof.counts[countNames[severity]];
  const trail = useTrail(`${proofId} ${severity}`);
  const { data } = useRead<Page>(`/proofs/${proofId}/findings`, {
    query: { severity, after: trail.cursor, limit: 25 },
    keep: true,
    enabled: found > 0,
  });
  if (found === 0 || !data) return null;
  return (
    <Card flush title={`${severityWords[severity]} (${found})`}>
      <ul className="border-line border-t">
        {data.data.map((finding) => (
          <FindingRow key={finding.number} finding={finding} />
        ))}
      </ul>
      <div className="px-4 py-2 empty:hidden sm:px-5">
        <Turner trail={trail} next={data.next} />
      </div>
    </Card>
  );
}

function FindingRow({ finding }: { finding: FindingModel }) {
  const { kind, stripeId, invoiceId, atStripe, here, currency, detail, advice } = finding;
  const side = (amount: number | null) =>
    amount === null || currency === null ? 'nothing' : <Money amount={amount} currency={currency} />;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
      <div className="min-w-0 flex-1 basis-72">
        <span className="block font-medium">{kindWords(kind)}</span>
        <span className="block break-words text-ink-2 text-sm first-letter:uppercase">{detail}</span>
        <span className="flex flex-wrap gap-x-4 text-sm">
          {stripeId && <CopyText text={stripeId} label="Stripe’s id" />}
          {invoiceId && (
            <Link href={routes.invoice(invoiceId)} className="text-ink-3 hover:underline">
              The invoice
            </Link>
          )}
        </span>
        <span className="block text-ink-3 text-sm">{advice}</span>
      </div>
      {currency !== null && (
        <dl className="grid grid-cols-[auto_auto] gap-x-3 text-sm sm:text-right">
          <dt className="text-ink-3">At Stripe</dt>
          <dd className="figures">{side(atStripe)}</dd>
          <dt className="text-ink-3">Here</dt>
          <dd className="figures">{side(here)}</dd>
        </dl>
      )}
    </li>
  );
}
