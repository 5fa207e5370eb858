import { Card, DateText, Money } from '@purser/ui';
import type { PortalInvoiceModel } from '../../../src/api/models/portal.ts';

/** What came in on this invoice, with a receipt for each. */
export function Payments({ invoice }: { invoice: PortalInvoiceModel }) {
  const { payments } = invoice;
  if (payments.length === 0) return null;
  return (
    <Card title="Payments">
      <ul className="divide-y divide-line">
        {payments.map(({ id, amount, paidOn, receipt }) => (
          <li key={id} className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2 text-sm">
            <span className="text-ink-2">
              <DateText date={paidOn} />
            </span>
            <span className="flex items-center gap-4">
              {receipt && (
                <a href={receipt} target="_blank" rel="noopener" className="text-brand-text underline">
                  Receipt
                </a>
              )}
              <Money {...amount} className="font-medium" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
