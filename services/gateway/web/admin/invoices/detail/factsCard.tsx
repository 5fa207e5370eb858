import { Card, DateText, type Fact, FactList, Link, Money } from '@purser/ui';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { MailAddress } from '../../customers/mailAddress.tsx';
import { routes } from '../../routes.ts';

/** What the invoice is, in figures and words. */
export function FactsCard({ invoice }: { invoice: InvoiceModel }) {
  const { customer, issueDate, dueDate, termsDays, poNumber, note } = invoice;
  const facts: Fact[] = [
    {
      label: 'Customer',
      value: (
        <Link href={routes.customer(customer.id)} className="text-brand-text hover:underline">
          {customer.name ?? 'Not known just now'}
        </Link>
      ),
    },
    { label: 'Email', value: customer.email && <MailAddress address={customer.email} /> },
    ...(issueDate ? [{ label: 'Issued', value: <DateText date={issueDate} /> }] : []),
    ...(dueDate ? [{ label: 'Due', value: <DateText date={dueDate} /> }] : []),
    ...(termsDays === null
      ? []
      : [{ label: 'Terms', value: termsDays === 0 ? 'Due on receipt' : `${termsDays} days` }]),
    ...(poNumber ? [{ label: 'Purchase order', value: poNumber }] : []),
    ...(note ? [{ label: 'Note', value: <span className="whitespace-pre-wrap">{note}</span> }] : []),
  ];
  const sums = sumsOf(invoice);
  return (
    <Card title="Facts">
      <div className="grid items-start gap-x-10 xl:grid-cols-2">
        <FactList facts={facts} />
        <div className="max-xl:border-line max-xl:border-t">
          <FactList kind="money" facts={sums} />
        </div>
      </div>
    </Card>
  );
}

function sumsOf({
  totals,
  currency,
  paid,
  credited,
  creditApplied,
  writtenOff,
  due,
  status,
}: InvoiceModel): readonly Fact[] {
  const sum = (id: string, label: string, amount: number, strong = false): Fact => ({
    id,
    label,
    value: <Money amount={amount} currency={currency} />,
    strong,
  });
  const isDraft = status === 'draft';
  return [
    sum('subtotal', 'Subtotal', totals.subtotal),
    ...(totals.discountTotal > 0 ? [sum('discounts', 'Discounts', -totals.discountTotal)] : []),
    ...totals.taxes.map(({ rateId, name, percent, inclusive, amount }) =>
      sum(rateId, `${name} ${percent}%${inclusive ? ' included' : ''}`, amount),
    ),
    sum('total', 'Total', totals.total, true),
    ...(isDraft ? [] : [sum('paid', 'Paid', paid.amount)]),
    ...(creditApplied.amount > 0 ? [sum('creditApplied', 'Credit applied', creditApplied.amount)] : []),
    ...(credited.amount > 0 ? [sum('credited', 'Credited', credited.amount)] : []),
    ...(writtenOff.amount > 0 ? [sum('writtenOff', 'Written off', writtenOff.amount)] : []),
    ...(isDraft ? [] : [sum('due', 'Amount due', due.amount, true)]),
  ];
}
