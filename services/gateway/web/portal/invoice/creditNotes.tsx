import { Card, DateText, Money } from '@purser/ui';
import type { PortalInvoiceModel } from '../../../src/api/models/portal.ts';

/** What the sender took back of this invoice, each with its document. */
export function CreditNotes({ invoice: { creditNotes } }: { invoice: PortalInvoiceModel }) {
  if (creditNotes.length === 0) return null;
  return (
    <Card title="Credit notes">
      <ul className="divide-y divide-line">
        {creditNotes.map(({ id, number, total, issueDate, pdf }) => (
          <li key={id} className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 text-sm">
            <span className="text-ink-2">
              <DateText date={issueDate} />
            </span>
            <span className="flex items-center gap-4">
              {pdf ? (
                <a href={pdf} target="_blank" rel="noopener" className="text-brand-text underline">
                  {number}
                </a>
              ) : (
                number
              )}
              <Money {...total} className="font-medium" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
