import { Dialog, ErrorState, Skeleton } from '@purser/ui';
import type { QuoteModel } from '../../../../src/api/models/quote.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { AcceptDialog } from './acceptDialog.tsx';
import { DeclineDialog } from './declineDialog.tsx';
import { DiscardQuoteDialog } from './discardQuoteDialog.tsx';
import { SendQuoteDialog } from './sendQuoteDialog.tsx';
import { WithdrawDialog } from './withdrawDialog.tsx';

export type QuoteAct = 'send' | 'withdraw' | 'accept' | 'decline' | 'discard';
export type AskedOfQuote = { act: QuoteAct; quoteId: string };

const acts: readonly string[] = ['send', 'withdraw', 'accept', 'decline', 'discard'] satisfies QuoteAct[];

/** Whether an action of a panel or an address is one that a dialog asks about. */
export const isQuoteAct = (id: string | null): id is QuoteAct => id !== null && acts.includes(id);

/** The one dialog that was asked for. It reads the quote itself, so that it speaks of what is true now. */
export function QuoteDialogs({ asked, onClose }: { asked: AskedOfQuote | undefined; onClose: () => void }) {
  if (!asked) return null;
  return <Loaded key={`${asked.act} ${asked.quoteId}`} asked={asked} onClose={onClose} />;
}

function Loaded({ asked: { act, quoteId }, onClose }: { asked: AskedOfQuote; onClose: () => void }) {
  const { data: quote, error, refetch } = useRead<QuoteModel>(`/quotes/${quoteId}`);
  if (!quote)
    return (
      <Dialog open onOpenChange={onClose} title="Quote">
        {error ? (
          <ErrorState error={error} doing="load the quote" onRetry={() => void refetch()} />
        ) : (
          <div className="flex flex-col gap-3 pb-5">
            <Skeleton className="w-2/3" />
            <Skeleton />
          </div>
        )}
      </Dialog>
    );
  switch (act) {
    case 'send':
      return <SendQuoteDialog quote={quote} onClose={onClose} />;
    case 'withdraw':
      return <WithdrawDialog quote={quote} onClose={onClose} />;
    case 'accept':
      return <AcceptDialog quote={quote} onClose={onClose} />;
    case 'decline':
      return <DeclineDialog quote={quote} onClose={onClose} />;
    case 'discard':
      return <DiscardQuoteDialog quote={quote} onClose={onClose} />;
  }
}
