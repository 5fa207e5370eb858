import { ButtonLink, PageHeader, Panel, type PanelRow, type PanelView, useSurroundings } from '@purser/ui';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { usePanel } from '../../shared/usePanel.ts';
import { BillsTabs } from '../quotes/billsTabs.tsx';
import { routes } from '../routes.ts';
import { RunAtWork } from '../runs/runAtWork.tsx';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { BulkDialog } from './bulkDialog.tsx';
import { type Asked, InvoiceDialogs, isInvoiceAct } from './dialogs/invoiceDialogs.tsx';
import { pdfOf } from './pdfOf.ts';
import { MoreMenu, useBulk } from './useBulk.tsx';
import { useSendInvoice } from './useSendInvoice.ts';

export function InvoicesPage() {
  useTitle('Invoices');
  const shown = usePanel('/panels/invoices');
  const mayBill = useCan('bill');
  const { asked, onAction, close } = useInvoiceActions(shown.view);
  const work = useBulk((id) => {
    const row = shown.view?.rows.find((each) => each.id === id);
    return row ? rowName(shown.view, row) : 'Invoice';
  });
  return (
    <>
      <PageHeader
        title="Invoices"
        action={
          <div className="flex gap-2">
            <MoreMenu view={shown.view} state={shown.state} mayBill={mayBill} ask={work.ask} />
            {mayBill && (
              <ButtonLink variant="primary" href={routes.newInvoice} icon={<Plus aria-hidden size={16} />}>
                New invoice
              </ButtonLink>
            )}
          </div>
        }
      />
      <BillsTabs here="invoices" />
      <RunAtWork />
      <Panel {...shown} remember="invoices" onAction={onAction} onBulk={work.onBulk} />
      <InvoiceDialogs asked={asked} onClose={close} />
      {work.asked && <BulkDialog {...work.asked} onClose={work.close} />}
    </>
  );
}

/** What the rows of an invoices panel can be asked for. */
export function useInvoiceActions(view: PanelView | undefined) {
  const [asked, setAsked] = useState<Asked>();
  const { send } = useSendInvoice();
  const { navigate } = useSurroundings();
  const onAction = (actionId: string, row: PanelRow) => {
    if (isInvoiceAct(actionId)) setAsked({ act: actionId, invoiceId: row.id });
    else if (actionId === 'edit') navigate?.(routes.editInvoice(row.id));
    else if (actionId === 'pdf') open(pdfOf(row.id), '_blank', 'noopener');
    else if (actionId === 'send') void send({ invoiceId: row.id, name: rowName(view, row), to: null });
  };
  return { asked, onAction, close: () => setAsked(undefined) };
}

/** A row by its own name and whose it is, since drafts all share a name. */
function rowName(view: PanelView | undefined, row: PanelRow): string {
  const primary = view?.columns.find((column) => column.primary)?.id ?? 'number';
  const texts = [row.cells[primary], row.cells.customer].map((cell) => {
    if (cell?.kind === 'text') return cell.text;
    return cell?.kind === 'customer' ? cell.name : undefined;
  });
  return texts.filter(Boolean).join(' · ') || 'Invoice';
}
