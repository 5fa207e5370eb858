import { Button, Money, Notice } from '@purser/ui';
import type { CustomerModel } from '../../../../src/api/models/customer.ts';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { useCan } from '../../session/useSession.ts';
import { nameOf } from '../naming.ts';
import { touchedByInvoice } from '../touched.ts';

/** That the customer has credit which could settle this, and one press that does it. */
export function CreditNotice({ invoice }: { invoice: InvoiceModel }) {
  const { id, customer, currency, due, held } = invoice;
  const mayBill = useCan('bill');
  const { data } = useRead<CustomerModel>(`/customers/${customer.id}`);
  const change = useChange<{ amount: number }, InvoiceModel>(
    (body) => ({ method: 'POST', path: `/invoices/${id}/apply-credit`, body, intent: `applyCredit ${id}` }),
    () => touchedByInvoice(id, customer.id),
  );
  const credit = data?.credits?.find((each) => each.currency === currency)?.amount ?? 0;
  if (credit === 0 || due.amount === 0) return null;
  const amount = Math.min(credit, due.amount);
  const apply = async () => {
    try {
      sayOutcome(await change.run({ amount }), `Credit is applied to ${nameOf(invoice)}.`);
    } catch (error) {
      sayFailure(error, `apply credit to ${nameOf(invoice)}`);
    }
  };
  return (
    <Notice
      className="mb-5"
      title={
        <>
          {customer.name ?? 'The customer'} has <Money amount={credit} currency={currency} /> of credit.
        </>
      }
      action={
        mayBill && (
          <Button size="small" busy={change.busy} disabled={held.amount > 0} onClick={() => void apply()}>
            Apply&nbsp;
            <Money amount={amount} currency={currency} />
          </Button>
        )
      }
    >
      {amount === due.amount ? 'It settles this invoice.' : 'It settles part of this invoice.'}
    </Notice>
  );
}
