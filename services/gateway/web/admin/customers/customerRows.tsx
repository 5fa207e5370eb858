import { Panel, Tabs } from '@purser/ui';
import { useSearchParams } from 'wouter';
import { usePanelWithin } from '../../shared/usePanel.ts';
import { InvoiceDialogs } from '../invoices/dialogs/invoiceDialogs.tsx';
import { useInvoiceActions } from '../invoices/invoicesPage.tsx';
import { useMailActions } from '../mails/useMailActions.ts';
import { withPayments } from '../payments/paymentsPage.tsx';
import { QuoteDialogs } from '../quotes/dialogs/quoteDialogs.tsx';
import { useQuoteActions } from '../quotes/quotesPage.tsx';
import { CustomerTimeline } from './customerTimeline.tsx';

const others = ['quotes', 'payments', 'mails', 'timeline'] as const;

/** All that passed between us, by kind; which one is shown stands in the address. */
export function CustomerRows({ customerId }: { customerId: string }) {
  const [address, setAddress] = useSearchParams();
  const shown = address.get('show');
  const active = others.find((id) => id === shown) ?? 'invoices';
  return (
    <Tabs
      label="What passed between us"
      active={active}
      onActiveChange={(id) => setAddress(id === 'invoices' ? {} : { show: id }, { replace: true })}
      tabs={[
        { id: 'invoices', label: 'Invoices', content: <Invoices customerId={customerId} /> },
        { id: 'quotes', label: 'Quotes', content: <Quotes customerId={customerId} /> },
        { id: 'payments', label: 'Payments', content: <Payments customerId={customerId} /> },
        { id: 'mails', label: 'Mails', content: <Mails customerId={customerId} /> },
        { id: 'timeline', label: 'Timeline', content: <CustomerTimeline customerId={customerId} /> },
      ]}
    />
  );
}

function Invoices({ customerId }: { customerId: string }) {
  const shown = usePanelWithin('/panels/invoices', { customerId });
  const { asked, onAction, close } = useInvoiceActions(shown.view);
  return (
    <>
      <Panel {...shown} remember="customerInvoices" onAction={onAction} />
      <InvoiceDialogs asked={asked} onClose={close} />
    </>
  );
}

function Quotes({ customerId }: { customerId: string }) {
  const shown = usePanelWithin('/panels/quotes', { customerId });
  const { asked, onAction, close } = useQuoteActions();
  return (
    <>
      <Panel {...shown} remember="customerQuotes" onAction={onAction} />
      <QuoteDialogs asked={asked} onClose={close} />
    </>
  );
}

function Payments({ customerId }: { customerId: string }) {
  const shown = usePanelWithin('/panels/payments', { customerId });
  return <Panel {...shown} view={shown.view && withPayments(shown.view)} remember="customerPayments" />;
}

function Mails({ customerId }: { customerId: string }) {
  const { onAction } = useMailActions();
  return <Panel {...usePanelWithin('/panels/mails', { customerId })} remember="customerMails" onAction={onAction} />;
}
