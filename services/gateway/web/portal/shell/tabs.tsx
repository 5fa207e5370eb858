import { Panel } from '@purser/ui';
import { useLocation } from 'wouter';
import { usePanel } from '../../shared/usePanel.ts';
import { withReceipts } from './receipts.ts';
import { useTitle } from './useTitle.ts';

/** All invoices of this customer. */
export function InvoicesTab({ root }: { root: string }) {
  useTitle('Invoices');
  const [, navigate] = useLocation();
  const panel = usePanel('/portal/panels/invoices');
  return (
    <>
      <h1 className="mb-4 font-semibold text-lg tracking-tight">Invoices</h1>
      <Panel
        {...panel}
        remember="portal invoices"
        onAction={(action, row) => {
          if (action === 'pdf') open(`/api/v1/portal/invoices/${row.id}/pdf`, '_blank', 'noopener');
          else navigate(row.href ?? `${root}/invoices/${row.id}`);
        }}
      />
    </>
  );
}

/** All quotes this customer was sent. */
export function QuotesTab({ root }: { root: string }) {
  useTitle('Quotes');
  const [, navigate] = useLocation();
  const panel = usePanel('/portal/panels/quotes');
  return (
    <>
      <h1 className="mb-4 font-semibold text-lg tracking-tight">Quotes</h1>
      <Panel
        {...panel}
        remember="portal quotes"
        onAction={(action, row) => {
          if (action === 'pdf') open(`/api/v1/portal/quotes/${row.id}/pdf`, '_blank', 'noopener');
          else navigate(row.href ?? `${root}/quotes/${row.id}`);
        }}
      />
    </>
  );
}

/** What this customer paid, with a receipt for each. */
export function PaymentsTab() {
  useTitle('Payments');
  const panel = usePanel('/portal/panels/payments');
  return (
    <>
      <h1 className="mb-4 font-semibold text-lg tracking-tight">Payments</h1>
      <Panel
        {...panel}
        view={panel.view && withReceipts(panel.view)}
        remember="portal payments"
        onAction={(_action, row) => open(`/api/v1/portal/payments/${row.id}/receipt.pdf`, '_blank', 'noopener')}
      />
    </>
  );
}
