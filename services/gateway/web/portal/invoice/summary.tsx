import { classes, DateText, FactList, Money } from '@purser/ui';
import type { PortalInvoiceModel } from '../../../src/api/models/portal.ts';
import { useSession } from '../session/useSession.ts';
import { headlineOf } from './headline.ts';

const words = {
  due: 'Due to',
  overdue: 'Overdue to',
  underWay: 'On its way to',
  paid: 'Paid to',
  withdrawn: 'Withdrawn by',
  settled: 'From',
};

/** The one figure that matters, once and large, and who asks for it. */
export function Due({ invoice }: { invoice: PortalInvoiceModel }) {
  const { tenant } = useSession();
  const { kind, figure } = headlineOf(invoice);
  return (
    <div>
      <p className="text-ink-3 text-sm">
        {words[kind]} {tenant.company?.legalName ?? tenant.name}
      </p>
      <Money
        {...figure}
        className={classes(
          'mt-1 block font-semibold text-xl tracking-tight',
          kind === 'withdrawn' && 'text-ink-3 line-through',
        )}
      />
      {(kind === 'due' || kind === 'overdue') && (
        <p className={classes('mt-1 text-sm', kind === 'overdue' ? 'text-red' : 'text-ink-2')}>
          {kind === 'overdue' ? 'It was due on ' : 'By '}
          <DateText date={invoice.dueDate} />
        </p>
      )}
    </div>
  );
}

/** What the figure is made of; what it says already is not said again. */
export function Facts({ invoice }: { invoice: PortalInvoiceModel }) {
  const { total, paid, credited, creditApplied, issueDate, underWay } = invoice;
  const { figure } = headlineOf(invoice);
  const row = (label: string, value: PortalInvoiceModel['total'], shown: boolean) =>
    shown ? [{ label, value: <Money {...value} /> }] : [];
  const facts = [
    { label: 'Issued', value: <DateText date={issueDate} /> },
    ...row('Total', total, total.amount !== figure.amount),
    ...row('Paid', paid, paid.amount > 0 && paid.amount !== total.amount),
    ...(underWay ? row('On its way', underWay.amount, underWay.amount.amount !== figure.amount) : []),
    ...row('Credit applied', creditApplied, creditApplied.amount > 0),
    ...row('Credited', credited, credited.amount > 0),
  ];
  return <FactList facts={facts} />;
}
