import {
  ButtonLink,
  ConfirmDialog,
  PageHeader,
  Panel,
  type PanelRow,
  type PanelView,
  toast,
  useSurroundings,
} from '@purser/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useApi } from '../../shared/api/apiContext.tsx';
import { readAgain } from '../../shared/api/reads.ts';
import { usePanel } from '../../shared/usePanel.ts';
import { type BulkItem, bulk } from '../bulk/bulkRun.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { type BulkAct, bulkActOf } from './bulkActs.ts';
import { type Asked, InvoiceDialogs, isInvoiceAct } from './dialogs/invoiceDialogs.tsx';
import { pdfOf } from './pdfOf.ts';
import { useSendAgain } from './useSendAgain.ts';

const MOST_NAMED = 8;

export function InvoicesPage() {
  useTitle('Invoices');
  const shown = usePanel('/panels/invoices');
  const mayBill = useCan('bill');
  const { asked, onAction, close } = useInvoiceActions(shown.view);
  const work = useBulk(shown.view);
  return (
    <>
      <PageHeader
        title="Invoices"
        action={
          mayBill && (
            <ButtonLink variant="primary" href={routes.newInvoice} icon={<Plus aria-hidden size={16} />}>
              New invoice
            </ButtonLink>
          )
        }
      />
      <Panel {...shown} remember="invoices" onAction={onAction} {...(mayBill && { onBulk: work.onBulk })} />
      <InvoiceDialogs asked={asked} onClose={close} />
      {work.asked && <AskFirst {...work.asked} onClose={work.close} />}
    </>
  );
}

/** What the rows of an invoices panel can be asked for. */
export function useInvoiceActions(view: PanelView | undefined) {
  const [asked, setAsked] = useState<Asked>();
  const { send } = useSendAgain();
  const { navigate } = useSurroundings();
  const onAction = (actionId: string, row: PanelRow) => {
    if (isInvoiceAct(actionId)) setAsked({ act: actionId, invoiceId: row.id });
    else if (actionId === 'edit') navigate?.(routes.editInvoice(row.id));
    else if (actionId === 'pdf') open(pdfOf(row.id), '_blank', 'noopener');
    else if (actionId === 'send') void send({ invoiceId: row.id, name: rowName(view, row), to: null });
  };
  return { asked, onAction, close: () => setAsked(undefined) };
}

type Work = { act: BulkAct; items: readonly BulkItem[]; begin: () => void };

/** Many at once are many debts or mails: what will be done to how many is said first. */
function AskFirst({ act: { ask }, items, begin, onClose }: Work & { onClose: () => void }) {
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      verb={ask.verb}
      object={items.length === 1 ? '1 invoice' : `${items.length} invoices`}
      consequence={ask.consequence}
      onConfirm={begin}
    >
      <ul className="flex flex-col gap-1 text-ink-2 text-sm">
        {items.slice(0, MOST_NAMED).map(({ id, name }) => (
          <li key={id} className="break-words">
            {name}
          </li>
        ))}
        {items.length > MOST_NAMED && <li>and {items.length - MOST_NAMED} more</li>}
      </ul>
    </ConfirmDialog>
  );
}

function useBulk(view: PanelView | undefined) {
  const [asked, setAsked] = useState<Work>();
  const api = useApi();
  const queries = useQueryClient();
  const onBulk = (actionId: string, rowIds: string[]) => {
    const work: BulkAct | undefined = bulkActOf(actionId, api);
    if (!work) return;
    const rows = rowIds.map((id) => view?.rows.find((row) => row.id === id));
    const items = rows.flatMap((row) => (row ? [{ id: row.id, name: rowName(view, row) }] : []));
    const begin = () => {
      const begun = bulk.start({
        ...work,
        items,
        act: async (item) => {
          try {
            return await work.act(item);
          } finally {
            await readAgain(queries, ['/panels/invoices', '/dashboard', `/invoices/${item.id}`]);
          }
        },
      });
      if (!begun) toast('The work begun before has not ended yet. Nothing new was started.', { tone: 'danger' });
    };
    setAsked({ act: work, items, begin });
  };
  return { asked, onBulk, close: () => setAsked(undefined) };
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
