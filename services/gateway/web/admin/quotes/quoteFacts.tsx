import { Card, DateText, type Fact, FactList, Link, Money } from '@purser/ui';
import type { QuoteModel } from '../../../src/api/models/quote.ts';
import { MailAddress } from '../customers/mailAddress.tsx';
import { routes } from '../routes.ts';

/** What the quote is, in figures and words. */
export function QuoteFacts({ quote }: { quote: QuoteModel }) {
  const { customer, sentOn, validUntil, termsDays, poNumber, note } = quote;
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
    ...(sentOn ? [{ label: 'Sent', value: <DateText date={sentOn} /> }] : []),
    { label: 'Valid until', value: validUntil ? <DateText date={validUntil} /> : '30 days from sending' },
    ...(termsDays === null
      ? []
      : [{ label: 'Terms', value: termsDays === 0 ? 'Due on receipt' : `${termsDays} days` }]),
    ...(poNumber ? [{ label: 'Purchase order', value: poNumber }] : []),
    ...(note ? [{ label: 'Note', value: <span className="whitespace-pre-wrap">{note}</span> }] : []),
  ];
  return (
    <Card title="Facts">
      <div className="grid items-start gap-x-10 xl:grid-cols-2">
        <FactList facts={facts} />
        <div className="max-xl:border-line max-xl:border-t">
          <FactList kind="money" facts={sumsOf(quote)} />
        </div>
      </div>
    </Card>
  );
}

function sumsOf({ totals, currency }: QuoteModel): readonly Fact[] {
  const sum = (id: string, label: string, amount: number, strong = false): Fact => ({
    ...{ id, label, strong },
    value: <Money amount={amount} currency={currency} />,
  });
  return [
    sum('subtotal', 'Subtotal', totals.subtotal),
    ...(totals.discountTotal > 0 ? [sum('discounts', 'Discounts', -totals.discountTotal)] : []),
    ...totals.taxes.map(({ rateId, name, percent, inclusive, amount }) =>
      sum(rateId, `${name} ${percent}%${inclusive ? ' included' : ''}`, amount),
    ),
    sum('total', 'Total', totals.total, true),
  ];
}
