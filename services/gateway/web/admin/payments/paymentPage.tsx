import {
  ButtonLink,
  Card,
  CopyText,
  DateText,
  ErrorState,
  type Fact,
  FactList,
  Link,
  Money,
  PageHeader,
  Skeleton,
} from '@purser/ui';
import { FileText, ReceiptText } from 'lucide-react';
import type { InvoiceModel } from '../../../src/api/models/invoice.ts';
import type { PaymentModel } from '../../../src/api/models/payment.ts';
import { useRead } from '../../shared/api/reads.ts';
import { routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';

/** One payment by card: what came in, what Stripe kept, what it paid. */
export function PaymentPage({ paymentId }: { paymentId: string }) {
  useTitle('Payment');
  const { data: payment, error, refetch } = useRead<PaymentModel>(`/payments/${paymentId}`);
  if (payment) return <Loaded payment={payment} />;
  if (error) {
    return (
      <ErrorState
        error={error}
        doing="load the payment"
        onRetry={() => void refetch()}
        action={<ButtonLink href={routes.payments}>All payments</ButtonLink>}
      />
    );
  }
  return (
    <div aria-busy className="flex flex-col gap-5">
      <Skeleton className="h-9 w-56" />
      <Skeleton className="h-64" />
    </div>
  );
}

function Loaded({ payment }: { payment: PaymentModel }) {
  const { id, invoiceId, customerId, customerName, amount, receivedAt } = payment;
  const { data: invoice } = useRead<InvoiceModel>(`/invoices/${invoiceId}`);
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
          <ButtonLink href={receipt} target="_blank" icon={<ReceiptText aria-hidden size={16} />}>
            Receipt
          </ButtonLink>
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

function atStripe({ amount, fee, net, paymentIntentId, chargeId }: PaymentModel): Fact[] {
  const money = (value: number | null) =>
    value === null ? 'Stripe has not told yet' : <Money amount={value} currency={amount.currency} />;
  return [
    { label: 'Amount', value: <Money amount={amount.amount} currency={amount.currency} /> },
    { label: 'Fee', value: money(fee) },
    { label: 'Net', value: money(net) },
    { label: 'PaymentIntent', value: <CopyText text={paymentIntentId} label="the PaymentIntent’s id" /> },
    { label: 'Charge', value: chargeId ? <CopyText text={chargeId} label="the charge’s id" /> : null },
  ];
}
