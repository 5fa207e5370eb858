import { ErrorState, Notice, Skeleton } from '@purser/ui';
import type { SeriesModel } from '../../../src/api/models/series.ts';
import { useRead } from '../../shared/api/reads.ts';
import { useCan } from '../session/useSession.ts';
import { NumberingCard } from './numberingCard.tsx';

/** How each kind of document is numbered. */
export function NumberingPart() {
  const { data, error, refetch } = useRead<{ data: SeriesModel[] }>('/number-series');
  const mayAdminister = useCan('administer');
  if (error && !data) return <ErrorState error={error} doing="load the numbering" onRetry={() => void refetch()} />;
  if (!data)
    return (
      <div aria-busy className="flex max-w-3xl flex-col gap-5">
        <Skeleton className="h-64" />
        <Skeleton className="h-64" />
      </div>
    );
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      {mayAdminister ? (
        <p className="text-ink-2 text-sm">
          A document gets its number when it is issued. Numbers have no gaps, and those that were given stay as they
          are.
        </p>
      ) : (
        <Notice title="You may look, and an owner or administrator may change this." />
      )}
      {data.data.map((series) => (
        <NumberingCard key={series.kind} series={series} mayChange={mayAdminister} />
      ))}
    </div>
  );
}
