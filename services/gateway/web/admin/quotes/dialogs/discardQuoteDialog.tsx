import { ConfirmDialog, useSurroundings } from '@purser/ui';
import type { QuoteModel } from '../../../../src/api/models/quote.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { routes } from '../../routes.ts';
import { nameOfQuote } from '../naming.ts';

export function DiscardQuoteDialog({ quote, onClose }: { quote: QuoteModel; onClose: () => void }) {
  const { navigate } = useSurroundings();
  const change = useChange<void>(
    () => ({ method: 'DELETE', path: `/quotes/${quote.id}`, intent: `discard ${quote.id}` }),
    // The draft itself is gone: reading it again would only find nothing.
    () => ['/panels/quotes', '/dashboard'],
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      verb="Discard"
      object={nameOfQuote(quote)}
      consequence="The draft leaves nothing behind. This cannot be undone."
      onConfirm={async () => {
        sayOutcome(await change.run(), 'The draft is discarded.');
        navigate?.(routes.quotes);
      }}
    />
  );
}
