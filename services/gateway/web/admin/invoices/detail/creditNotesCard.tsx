import { Card, DateText, Link, Money, StatusBadge } from '@purser/ui';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';

/** What was credited of the invoice, each with its document and where its value went. */
export function CreditNotesCard({ creditNotes }: Pick<InvoiceModel, 'creditNotes'>) {
  return (
    <Card title="Credit notes" flush>
      <ul className="border-line border-t">
        {creditNotes.map(({ id, number, total, issueDate, pdf, ...ways }) => (
          <li
            key={id}
            className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 border-line border-b px-4 py-3 last:border-b-0 sm:px-5"
          >
            <div className="min-w-0">
              <span className="font-medium">{number}</span>{' '}
              <span className="text-ink-3">
                <DateText date={issueDate} />
              </span>
            </div>
            <div className="flex items-start gap-4">
              {pdf && (
                <Link href={pdf} target="_blank" className="text-brand-text hover:underline">
                  <span className="sr-only">{number}, </span>PDF
                </Link>
              )}
              <div className="text-right">
                <Money amount={total.amount} currency={total.currency} className="block font-medium" />
                <Ways {...ways} />
              </div>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

type WaysProps = Pick<InvoiceModel['creditNotes'][number], 'offBalance' | 'toCredit' | 'refundAsked'>;

/** Where its value went. */
function Ways({ offBalance, toCredit, refundAsked }: WaysProps) {
  const kept = { ...toCredit, amount: toCredit.amount - refundAsked.amount };
  const way = (words: string, money: typeof kept) =>
    money.amount > 0 && (
      <span className="block text-ink-3 text-xs">
        <Money {...money} /> {words}
      </span>
    );
  return (
    <>
      {way('off the balance', offBalance)}
      {way('to credit', kept)}
      {refundAsked.amount > 0 && (
        <span className="mt-1 flex flex-wrap items-center justify-end gap-x-2 text-ink-3 text-xs">
          <span>
            <Money {...refundAsked} /> to be refunded
          </span>
          <StatusBadge status="pending" />
        </span>
      )}
    </>
  );
}
