import { Button, ButtonLink, Menu, useSurroundings } from '@purser/ui';
import { ChevronDown } from 'lucide-react';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { routes } from '../../routes.ts';
import { useCan } from '../../session/useSession.ts';
import type { InvoiceAct } from '../dialogs/invoiceDialogs.tsx';
import { nameOf } from '../naming.ts';
import { pdfOf } from '../pdfOf.ts';
import { actsOn } from './actsOn.tsx';

type Props = { invoice: InvoiceModel; wasMailed: boolean; onAsk: (act: InvoiceAct) => void; onSend: () => void };

/** Everything else that can be done; what does harm stands last. */
export function MoreActions({ invoice, wasMailed, onAsk, onSend }: Props) {
  const { id, status } = invoice;
  const mayBill = useCan('bill');
  const copy = useDuplicate(invoice);
  const isDraft = status === 'draft';
  const items = actsOn(invoice, { wasMailed, onAsk, onSend, onCopy: () => void copy() });
  return (
    <>
      {mayBill ? (
        <Menu
          trigger={
            <Button>
              More
              <ChevronDown aria-hidden size={14} />
            </Button>
          }
          items={items}
        />
      ) : (
        !isDraft && (
          <ButtonLink href={pdfOf(id)} target="_blank">
            Download PDF
          </ButtonLink>
        )
      )}
      {isDraft && mayBill && <ButtonLink href={routes.editInvoice(id)}>Edit</ButtonLink>}
    </>
  );
}

function useDuplicate(invoice: InvoiceModel): () => Promise<void> {
  const { navigate } = useSurroundings();
  const draft = useChange<void, InvoiceModel>(
    () => ({ method: 'POST', path: `/invoices/${invoice.id}/duplicate`, intent: `duplicate ${invoice.id}` }),
    () => ['/panels/invoices', '/dashboard'],
  );
  return async () => {
    try {
      const outcome = await draft.run();
      sayOutcome(outcome, `A draft like ${nameOf(invoice)} is made.`);
      if (outcome.kind === 'done') navigate?.(routes.editInvoice(outcome.body.id));
    } catch (error) {
      sayFailure(error, `duplicate ${nameOf(invoice)}`);
    }
  };
}
