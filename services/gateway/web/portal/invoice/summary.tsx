import { DateText, FactList, Money } from '@purser/ui';
import type { PortalInvoiceModel } from '../../../src/api/models/portal.ts';
import { useSession } from '../session/useSession.ts';

/** The one figure that matters, once and large, and who asks for it. */
export function Due({ invoice }: { invoice: PortalInvoiceModel }) {
  const { tenant } = useSession();
  const { due, status } = invoice;
  const name = tenant.company?.legalName ?? tenant.name;
  return (
    <div>
      <p className="text-ink-3 text-sm">{due.amount > 0 && status !== 'void' ? `Due to ${name}` : `From ${name}`}</p>
      <Money
        {...(status === 'void' ? { ...due, amount: 0 } : due)}
        className="mt-1 block font-semibold text-xl tracking-tight"
      />
      {due.amount > 0 && status !== 'void' && (
        <p className="mt-1 text-ink-2 text-sm">
          {status === 'overdue' ? 'It was due on ' : 'By '}
          <DateText date={invoice.dueDate} />
        </p>
      )}
    </div>
  );
}

export function Facts({ invoice }: { invoice: PortalInvoiceModel }) {
  const { total, paid, credited, issueDate } = invoice;
  const facts = [
    { label: 'Issued', value: <DateText date={issueDate} /> },
    { label: 'Total', value: <Money {...total} /> },
    ...(paid.amount > 0 ? [{ label: 'Paid', value: <Money {...paid} /> }] : []),
    ...(credited.amount > 0 ? [{ label: 'Credited', value: <Money {...credited} /> }] : []),
  ];
  return <FactList facts={facts} />;
}
