import { Button, Card, RelativeTime, StatusBadge } from '@purser/ui';
import type { AccountingDocumentModel } from '../../../../src/api/models/accounting.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { useCan } from '../../session/useSession.ts';
import { useBooksRetry } from '../../settings/useBooksRetry.ts';

const words: Record<AccountingDocumentModel['kind'], string> = {
  contact: 'Contact',
  invoice: 'Invoice',
  payment: 'Payment',
};

/** Whether the invoice and its payments are in the books. Without books there is nothing to say. */
export function BooksCard({ invoiceId }: { invoiceId: string }) {
  const { data } = useRead<{ data: AccountingDocumentModel[] }>('/accounting/documents', {
    query: { invoice: invoiceId, limit: 20 },
  });
  const retry = useBooksRetry();
  const mayBill = useCan('bill');
  if (!data || data.data.length === 0) return null;
  return (
    <Card title="Accounting" flush>
      <ul className="border-line border-t">
        {data.data.map((each) => (
          <li
            key={`${each.kind} ${each.sourceId}`}
            className="flex flex-col gap-1 border-line border-b px-4 py-3 last:border-b-0 sm:px-5"
          >
            <span className="flex items-center justify-between gap-3">
              <span>{words[each.kind]}</span>
              <StatusBadge status={each.state} />
            </span>
            <span className="text-ink-3 text-xs">
              <RelativeTime at={each.pushedAt ?? each.updatedAt} />
            </span>
            {each.problem && <span className="break-words text-red text-xs">{each.problem}</span>}
            {mayBill && (each.state === 'failed' || each.state === 'needsAttention') && (
              <Button size="small" className="mt-1 self-start" busy={retry.busy} onClick={() => void retry.run([each])}>
                Try again
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
