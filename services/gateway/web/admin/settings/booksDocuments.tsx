import {
  Button,
  Card,
  EmptyState,
  ErrorState,
  Field,
  Link,
  RelativeTime,
  Select,
  Skeleton,
  StatusBadge,
  statusOf,
} from '@purser/ui';
import { useState } from 'react';
import type { AccountingDocumentModel, ConnectionModel } from '../../../src/api/models/accounting.ts';
import { useRead } from '../../shared/api/reads.ts';
import { Turner, useTrail } from '../operations/turner.tsx';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useBooksRetry } from './useBooksRetry.ts';

const kinds: Record<AccountingDocumentModel['kind'], string> = {
  contact: 'Contact',
  invoice: 'Invoice',
  payment: 'Payment',
};
const states: AccountingDocumentModel['state'][] = ['waiting', 'pushing', 'pushed', 'failed', 'needsAttention'];
const stateOptions = states.map((value) => ({ value, label: statusOf(value).word }));
const kindOptions = Object.entries(kinds).map(([value, label]) => ({ value, label }));

/** Each document on its way into the books, and what keeps it. */
export function BooksDocuments({ counts }: { counts: ConnectionModel['counts'] }) {
  const [state, setState] = useState('');
  const [kind, setKind] = useState('');
  const trail = useTrail(`${state} ${kind}`);
  const query = { state: state || undefined, kind: kind || undefined, after: trail.cursor, limit: 25 };
  const { data, error, refetch } = useRead<{ data: AccountingDocumentModel[]; next: string | null }>(
    '/accounting/documents',
    { query, keep: true },
  );
  const retry = useBooksRetry();
  const mayBill = useCan('bill');
  return (
    <Card
      title="Documents"
      aside={
        mayBill &&
        counts.failed + counts.needsAttention > 0 && (
          <Button size="small" busy={retry.busy} onClick={() => void retry.run()}>
            Try all that failed again
          </Button>
        )
      }
      flush
    >
      <div className="grid max-w-md grid-cols-2 gap-3 px-4 pb-4 sm:px-5">
        <Field label="State">
          <Select placeholder="Any" value={state} options={stateOptions} onValueChange={setState} />
        </Field>
        <Field label="Kind">
          <Select placeholder="Any" value={kind} options={kindOptions} onValueChange={setKind} />
        </Field>
      </div>
      {data ? (
        data.data.length === 0 ? (
          <EmptyState
            title="Nothing here"
            text={state || kind ? 'No document is in this state now.' : 'The next invoice you issue appears here.'}
          />
        ) : (
          <ul className="border-line border-t">
            {data.data.map((each) => (
              <DocumentRow
                key={`${each.kind} ${each.sourceId}`}
                document={each}
                busy={retry.busy}
                onRetry={mayBill ? () => void retry.run([each]) : undefined}
              />
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState error={error} doing="load the documents" onRetry={() => void refetch()} />
      ) : (
        <div aria-busy className="flex flex-col gap-3 px-4 pb-5 sm:px-5">
          <Skeleton />
          <Skeleton />
          <Skeleton />
        </div>
      )}
      <div className="px-4 py-3 empty:hidden sm:px-5">
        <Turner trail={trail} next={data?.next ?? null} />
      </div>
    </Card>
  );
}

type RowProps = { document: AccountingDocumentModel; busy: boolean; onRetry: (() => void) | undefined };

/** What it is, as staff call it: its number, or its customer's name. */
function titleOf({ kind, invoiceNumber, customerName }: AccountingDocumentModel): string {
  if (kind === 'contact') return customerName ? `Contact ${customerName}` : kinds.contact;
  if (!invoiceNumber) return kinds[kind];
  return kind === 'invoice' ? `Invoice ${invoiceNumber}` : `Payment of ${invoiceNumber}`;
}

function DocumentRow({ document, busy, onRetry }: RowProps) {
  const { kind, invoiceId, customerId, customerName, state, problem, updatedAt, pushedAt, attempts } = document;
  const troubled = state === 'failed' || state === 'needsAttention';
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1.5 border-line border-b px-4 py-2.5 last:border-b-0 sm:px-5">
      <span className="min-w-0 flex-1 basis-56">
        <Link
          href={invoiceId ? routes.invoice(invoiceId) : routes.customer(customerId)}
          className="font-medium hover:underline"
        >
          {titleOf(document)}
        </Link>
        <span className="block text-ink-3 text-xs">
          {kind !== 'contact' && customerName && `${customerName} · `}
          <RelativeTime at={pushedAt ?? updatedAt} />
          {attempts > 1 && ` · ${attempts} tries`}
        </span>
        {problem && <span className="block break-words text-red text-xs">{problem}</span>}
      </span>
      <span className="flex shrink-0 items-center gap-3">
        <StatusBadge status={state} />
        {troubled && onRetry && (
          <Button size="small" busy={busy} onClick={onRetry}>
            Try again
          </Button>
        )}
      </span>
    </li>
  );
}
