import { ButtonLink, PageHeader, Panel, type PanelRow, useSurroundings } from '@purser/ui';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { usePanel } from '../../shared/usePanel.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { isMove, type Move, MoveDialog } from './moveDialog.tsx';

/** What is billed again and again. */
export function RecurringListPage() {
  useTitle('Recurring invoices');
  const shown = usePanel('/panels/recurring-invoices');
  const mayBill = useCan('bill');
  const { navigate } = useSurroundings();
  const [asked, setAsked] = useState<{ move: Move; id: string; name: string }>();
  const onAction = (actionId: string, row: PanelRow) => {
    const { name } = row.cells;
    if (actionId === 'edit') navigate?.(routes.editRecurring(row.id));
    else if (isMove(actionId))
      setAsked({ move: actionId, id: row.id, name: name?.kind === 'text' ? name.text : 'this recurring invoice' });
  };
  return (
    <>
      <PageHeader
        title="Recurring invoices"
        action={
          mayBill && (
            <ButtonLink variant="primary" href={routes.newRecurring} icon={<Plus aria-hidden size={16} />}>
              New recurring invoice
            </ButtonLink>
          )
        }
      />
      <Panel {...shown} remember="recurring" onAction={onAction} />
      {asked && <MoveDialog {...asked} onClose={() => setAsked(undefined)} />}
    </>
  );
}
