import {
  Button,
  Card,
  CopyText,
  DateText,
  EmptyState,
  ErrorState,
  Link,
  Money,
  PageHeader,
  StatusBadge,
  useSurroundings,
} from '@purser/ui';
import { Scale } from 'lucide-react';
import { useState } from 'react';
import type { DisputeModel } from '../../../src/api/models/refund.ts';
import { useRead } from '../../shared/api/reads.ts';
import { ListSkeleton } from '../operations/commandsList.tsx';
import { Turner, useTrail } from '../operations/turner.tsx';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { AcceptDialog } from './acceptDialog.tsx';
import { badgeOf, daysUntil, reasonWords, standingWords, takesEvidence } from './disputeWords.ts';
import { EvidenceDialog } from './evidenceDialog.tsx';

type Page = { data: DisputeModel[]; next: string | null };

/** What customers' banks take issue with, the newest first, and what is said to it. */
export function DisputesPage() {
  useTitle('Disputes');
  const trail = useTrail('disputes');
  const { data, error, refetch } = useRead<Page>('/disputes', {
    query: { after: trail.cursor, limit: 25 },
    keep: true,
  });
  return (
    <>
      <PageHeader title="Disputes" back={{ href: routes.payments, label: 'Payments' }} />
      {data ? (
        <div className="flex flex-col gap-4">
          {data.data.length === 0 ? (
            <EmptyState
              icon={<Scale size={18} />}
              title="No disputes"
              text="When a customer’s bank takes issue with a payment, it stands here with the day by which to answer."
            />
          ) : (
            <Card flush>
              <ul>
                {data.data.map((dispute) => (
                  <DisputeRow key={dispute.id} dispute={dispute} />
                ))}
              </ul>
            </Card>
          )}
          <Turner trail={trail} next={data.next} />
        </div>
      ) : error ? (
        <ErrorState error={error} doing="load the disputes" onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton />
      )}
    </>
  );
}

function DisputeRow({ dispute }: { dispute: DisputeModel }) {
  const {
    customer,
    invoiceId,
    invoiceNumber,
    amount,
    reason,
    dueBy,
    fee,
    evidence,
    submittedAt,
    stripeDisputeId,
    openedAt,
  } = dispute;
  const mayBill = useCan('bill');
  const { now } = useSurroundings();
  const [asked, setAsked] = useState<'evidence' | 'accept'>();
  const open = takesEvidence(dispute);
  return (
    <li className="flex flex-col gap-2 border-line border-b px-4 py-4 last:border-b-0 sm:px-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <div className="min-w-0">
          <span className="flex flex-wrap items-center gap-2">
            <Link href={routes.invoice(invoiceId)} className="font-medium hover:underline">
              {customer.name ?? 'A customer'}
            </Link>
            <StatusBadge status={badgeOf(dispute)} />
          </span>
          <span className="block">
            {reasonWords(reason)}
            {invoiceNumber && <span className="whitespace-nowrap text-ink-3"> · {invoiceNumber}</span>}
          </span>
          <span className="flex flex-wrap gap-x-4 text-ink-3">
            <span>
              Since <DateText at={openedAt} />
            </span>
            <CopyText text={stripeDisputeId} label="the dispute’s id" />
          </span>
        </div>
        <div className="sm:text-right">
          <Money amount={amount.amount} currency={amount.currency} className="block font-medium" />
          {fee && fee.amount !== 0 && (
            <span className="block text-ink-3 text-xs">
              Stripe’s fee <Money amount={fee.amount} currency={fee.currency} />
            </span>
          )}
        </div>
      </div>
      <p className="text-ink-2">
        {standingWords(dispute)}{' '}
        {open && dueBy && (
          <>
            Answer by <DateText at={dueBy} className="font-medium text-ink" />, {daysUntil(dueBy, now())}; after that
            the bank decides without you.
          </>
        )}
      </p>
      {evidence && (
        <details>
          <summary className="cursor-pointer text-ink-3">
            {submittedAt ? 'What the bank was told' : 'Evidence so far, not submitted'}
          </summary>
          <p className="mt-1 whitespace-pre-wrap break-words rounded-md bg-sunken p-3 text-sm">{evidence}</p>
        </details>
      )}
      {mayBill && open && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" variant="primary" onClick={() => setAsked('evidence')}>
            Answer…
          </Button>
          <Button size="small" variant="ghost" onClick={() => setAsked('accept')}>
            Give it up…
          </Button>
        </div>
      )}
      {asked === 'evidence' && <EvidenceDialog dispute={dispute} onClose={() => setAsked(undefined)} />}
      {asked === 'accept' && <AcceptDialog dispute={dispute} onClose={() => setAsked(undefined)} />}
    </li>
  );
}
