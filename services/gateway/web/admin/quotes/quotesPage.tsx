import { ButtonLink, PageHeader, Panel, type PanelRow, useSurroundings } from '@purser/ui';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { usePanel } from '../../shared/usePanel.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { BillsTabs } from './billsTabs.tsx';
import { type AskedOfQuote, isQuoteAct, QuoteDialogs } from './dialogs/quoteDialogs.tsx';
import { quotePdf } from './naming.ts';
import { useQuoteSteps } from './useQuoteSteps.ts';

export function QuotesPage() {
  useTitle('Quotes');
  const shown = usePanel('/panels/quotes');
  const mayBill = useCan('bill');
  const { asked, onAction, close } = useQuoteActions();
  return (
    <>
      <PageHeader
        title="Quotes"
        action={
          mayBill && (
            <ButtonLink variant="primary" href={routes.newQuote} icon={<Plus aria-hidden size={16} />}>
              New quote
            </ButtonLink>
          )
        }
      />
      <BillsTabs here="quotes" />
      <Panel {...shown} remember="quotes" onAction={onAction} />
      <QuoteDialogs asked={asked} onClose={close} />
    </>
  );
}

/** What the rows of a quotes panel can be asked for. */
export function useQuoteActions() {
  const [asked, setAsked] = useState<AskedOfQuote>();
  const { navigate } = useSurroundings();
  const steps = useQuoteSteps();
  const onAction = (actionId: string, row: PanelRow) => {
    if (isQuoteAct(actionId)) setAsked({ act: actionId, quoteId: row.id });
    else if (actionId === 'edit') navigate?.(routes.editQuote(row.id));
    else if (actionId === 'pdf') open(quotePdf(row.id), '_blank', 'noopener');
    else if (actionId === 'revise') void steps.revise(row.id);
    else if (actionId === 'convert') void steps.convert(row.id);
    else if (actionId === 'sendAgain') void steps.sendAgain(row.id);
  };
  return { asked, onAction, close: () => setAsked(undefined) };
}
