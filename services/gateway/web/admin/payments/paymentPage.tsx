import { ButtonLink, Card, CopyText, DateText, type Fact, FactList, Link, Money, PageHeader } from '@purser/ui';
import { FileText, ReceiptText } from 'lucide-react';
import type { InvoiceModel } from '../../../src/api/models/invoice.ts';
import type { PaymentModel } from '../../../src/api/models/payment.ts';
import type { DisputeModel, StripeRefundsModel } from '../../../src/api/models/refund.ts';
import { useRead } from '../../shared/api/reads.ts';
import { Awaited } from '../awaited.tsx';
import { standingWords } from '../disputes/disputeWords.ts';
import { routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';

/** One payment by card: what came in, what Stripe kept, what it paid. */
export function PaymentPage({ paymentId }: { paymentId: string }) {
  useTitle('Payment');
  const { data: payment, error, refetch } = useRead<PaymentModel>(`/payments/${paymentId}`);
  if (payment) return <Loaded payment={payment} />;
  return (
    <Awaited
      error={error}
      doing="load the payment"
      onRetry={() => void refetch()}
      all={{ href: routes.payments, label: 'All payments' }}
      sizes={['h-9 w-56', 'h-64']}
    />
  );
}

function Loaded({ payment }: { payment: PaymentModel }) {
  const { id, invoiceId, customerId, customerName, amount, receivedAt } = payment;
  const { data: invoice } = useRead<InvoiceModel>(`/invoices/${invoiceId}`);
  const back = useWentBack(payment);
  const receipt = `/api/v1/payments/${id}/receipt.pdf`;
  const paid: Fact[] = [
    {
      label: 'Invoice',
      value: (
        <Link href={routes.invoice(invoiceId)} className="text-brand-text hover:underline">
          {invoice?.number ?? 'Open the invoice'}
        </Link>
      ),
    },
    {
      label: 'Customer',
      value: (
        <Link href={routes.customer(customerId)} className="text-brand-text hover:underline">
          {customerName ?? 'Open the customer'}
        </Link>
      ),
    },
    { label: 'Received', value: <DateText at={receivedAt} /> },
    ...back,
    {
      label: 'Receipt',
      value: (
        <a href={receipt} target="_blank" rel="noreferrer" className="text-brand-text hover:underline">
          Open PDF
        </a>
      ),
    },
  ];
  return (
    <>
      <PageHeader
        back={{ href: routes.payments, label: 'Payments' }}
        title="Payment"
        status="succeeded"
        subtitle={customerName ?? undefined}
        amount={<Money amount={amount.amount} currency={amount.currency} />}
        more={
          <>
            <ButtonLink href={`${routes.invoice(invoiceId)}?ask=refund`}>Refund…</ButtonLink>
            <ButtonLink href={receipt} target="_blank" icon={<ReceiptText aria-hidden size={16} />}>
              Receipt
            </ButtonLink>
          </>
        }
        action={
          <ButtonLink href={routes.invoice(invoiceId)} icon={<FileText aria-hidden size={16} />}>
            {invoice?.number ? `Invoice ${invoice.number}` : 'Invoice'}
          </ButtonLink>
        }
      />
      <div className="grid min-w-0 items-start gap-5 lg:grid-cols-2">
        <Card title="What it paid">
          <FactList facts={paid} />
        </Card>
        <Card title="At Stripe">
          <FactList facts={atStripe(payment)} />
        </Card>
      </div>
    </>
  );
}

/** What of it went back, or is on its way, and whether the customer's bank takes issue with it. */
function useWentBack({ id, invoiceId, amount: { currency } }: PaymentModel): Fact[] {
  const { data: refunds } = useRead<StripeRefundsModel>(`/invoices/${invoiceId}/stripe-refunds`);
  const { data: disputes } = useRead<{ data: DisputeModel[] }>('/disputes', { query: { invoice: invoiceId } });
  const sum = (statuses: readonly string[]) =>
    refunds?.data
      .filter(({ paymentId, status }) => paymentId === id && statuses.includes(status))
      .reduce((total, { amount }) => total + amount.amount, 0) ?? 0;
  const money = (label: string, amount: number) =>
    amount > 0 ? [{ label, value: <Money amount={amount} currency={currency} /> }] : [];
  const dispute = disputes?.data.find(({ paymentId }) => paymentId === id);
  return [
    ...money('Refunded', sum(['succeeded'])),
    ...money('On its way back', sum(['planned', 'pending', 'requiresAction'])),
    ...(dispute ? [{ label: 'Dispute', value: <Link href={routes.disputes}>{standingWords(dispute)}</Link> }] : []),
  ];
}

function atStripe({ amount, fee, net, settledCurrency, paymentIntentId, chargeId }: PaymentModel): Fact[] {
  const money = (value: number | null) =>
    value === null || settledCurrency === null ? (
      'Stripe has not told yet'
    ) : (
      <Money amount={value} currency={settledCurrency} />
    );
  return [
    { label: 'Amount', value: <Money amount={amount.amount} currency={amount.currency} /> },
    { label: 'Fee', value: money(fee) },
    { label: 'Net', value: money(net) },
    { label: 'PaymentIntent', value: <CopyText text={paymentIntentId} label="the PaymentIntent’s id" /> },
    { label: 'Charge', value: chargeId ? <CopyText text={chargeId} label="the charge’s id" /> : null },
  ];
}
