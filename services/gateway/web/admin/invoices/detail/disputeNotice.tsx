import { Button, ButtonLink, DateText, Notice } from '@purser/ui';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import type { DisputeModel } from '../../../../src/api/models/refund.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { reasonWords } from '../../disputes/disputeWords.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { routes } from '../../routes.ts';
import { useCan } from '../../session/useSession.ts';
import { touchedByInvoice } from '../touched.ts';

/** That the customer's bank has the say over a payment, or kept it. */
export function DisputeNotice({ invoice }: { invoice: InvoiceModel }) {
  if (invoice.disputed === null) return null;
  return invoice.disputed === 'open' ? <Open invoiceId={invoice.id} /> : <Lost invoice={invoice} />;
}

function Open({ invoiceId }: { invoiceId: string }) {
  const { data } = useRead<{ data: DisputeModel[] }>('/disputes', { query: { invoice: invoiceId, open: 'true' } });
  const dispute = data?.data[0];
  return (
    <Notice
      tone="danger"
      className="mb-5"
      title="A payment is disputed."
      action={
        <ButtonLink size="small" href={routes.disputes}>
          {dispute?.submittedAt === null ? 'Answer' : 'See it'}
        </ButtonLink>
      }
    >
      {dispute ? (
        <>
          {reasonWords(dispute.reason)}.{' '}
          {dispute.submittedAt === null && dispute.dueBy && (
            <>
              Answer by <DateText at={dispute.dueBy} />.{' '}
            </>
          )}
        </>
      ) : null}
      Until the bank has decided, nobody is reminded of this invoice and nothing is refunded.
    </Notice>
  );
}

function Lost({ invoice: { id, customer, due } }: { invoice: InvoiceModel }) {
  const mayBill = useCan('bill');
  const change = useChange<void>(
    () => ({ method: 'POST', path: `/invoices/${id}/resume-reminders`, intent: `resume ${id}` }),
    () => touchedByInvoice(id, customer.id),
  );
  const resume = async () => {
    try {
      sayOutcome(await change.run(), 'Reminders go on from tomorrow.');
    } catch (error) {
      sayFailure(error, 'resume the reminders');
    }
  };
  return (
    <Notice
      tone="warning"
      className="mb-5"
      title="A dispute was lost."
      action={
        mayBill &&
        due.amount > 0 && (
          <Button size="small" busy={change.busy} onClick={() => void resume()}>
            Resume reminders
          </Button>
        )
      }
    >
      The customer’s bank kept the money, so the invoice is owed again. Nobody is reminded of it until you say so; you
      can also credit it or write it off.
    </Notice>
  );
}
