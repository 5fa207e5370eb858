import { Card, DateText, Link, Money } from '@purser/ui';
import type { StoppedBillsModel } from '../../../src/api/models/dunning.ts';
import { useRead } from '../../shared/api/reads.ts';
import { whyWords } from '../invoices/detail/autopayWords.ts';
import { routes } from '../routes.ts';

/** What was to be charged by itself and waits for somebody; each is dealt with on its invoice. */
export function StoppedCard() {
  const { data } = useRead<StoppedBillsModel>('/autopay/stopped');
  if (!data || data.data.length === 0) return null;
  return (
    <Card title="Waits for somebody" flush>
      <ul className="border-line border-t">
        {data.data.map((row) => (
          <StoppedRow key={row.invoiceId} row={row} />
        ))}
      </ul>
      {data.count > data.data.length && (
        <p className="px-4 py-3 text-ink-3 text-sm sm:px-5">
          {data.count} in all; the first are shown, and the others follow as these are dealt with.
        </p>
      )}
    </Card>
  );
}

function StoppedRow({ row }: { row: StoppedBillsModel['data'][number] }) {
  const { invoiceId, number, customerName, amount, why, at, endsOn, hasEnded } = row;
  return (
    <li className="flex flex-col gap-1 border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
      <span className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <span className="min-w-0">
          <Link href={routes.invoice(invoiceId)} className="font-medium hover:underline">
            {customerName ?? 'A customer'}
          </Link>
          <span className="block text-ink-3 text-sm">
            {number} · since <DateText at={at} withTime={false} />
            {!hasEnded && endsOn && (
              <>
                {' '}
                · ends on <DateText date={endsOn} />
              </>
            )}
          </span>
        </span>
        <Money {...amount} className="font-medium" />
      </span>
      <span className="text-amber text-sm">{hasEnded ? `Given up. ${whyWords(why)}` : whyWords(why)}</span>
    </li>
  );
}
