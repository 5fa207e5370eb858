import type { DocumentModel } from '@purser/document';
import { Card, DocumentPreview, ErrorState, Link, Skeleton } from '@purser/ui';
import { useRead } from '../../shared/api/reads.ts';
import { quotePdf } from './naming.ts';

/** The quote as its reader got it. */
export function QuoteDocumentCard({ quoteId }: { quoteId: string }) {
  const { data, error, refetch } = useRead<{ model: DocumentModel }>(`/quotes/${quoteId}/document`);
  return (
    <Card
      title="Document"
      aside={
        <Link href={quotePdf(quoteId)} target="_blank" className="text-brand-text hover:underline">
          Open PDF
        </Link>
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
