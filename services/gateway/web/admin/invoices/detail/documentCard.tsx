import type { DocumentModel } from '@purser/document';
import { Card, DocumentPreview, ErrorState, Link, Skeleton } from '@purser/ui';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { pdfOf } from '../pdfOf.ts';

/** The document as its reader gets it; of a draft, as it would look if issued now. */
export function DocumentCard({ invoice: { id, status } }: { invoice: InvoiceModel }) {
  const isDraft = status === 'draft';
  const { data, error, refetch } = useRead<{ model: DocumentModel }>(`/invoices/${id}/document`);
  return (
    <Card
      title={isDraft ? 'As your customer will see it' : 'Document'}
      aside={
        !isDraft && (
          <Link href={pdfOf(id)} target="_blank" className="text-brand-text hover:underline">
            Open PDF
          </Link>
        )
      }
    >
      {data ? (
        <DocumentPreview model={data.model} />
      ) : error ? (
        <ErrorState error={error} doing="load the document" onRetry={() => void refetch()} />
      ) : (
        <Skeleton className="aspect-[1/1.2] h-auto w-full" />
      )}
    </Card>
  );
}
