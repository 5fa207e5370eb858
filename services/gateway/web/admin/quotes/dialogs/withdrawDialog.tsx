import { ConfirmDialog } from '@purser/ui';
import type { QuoteModel } from '../../../../src/api/models/quote.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { customerName } from '../../invoices/naming.ts';
import { capital, nameOfQuote, touchedByQuote } from '../naming.ts';

export function WithdrawDialog({ quote, onClose }: { quote: QuoteModel; onClose: () => void }) {
  const { id, customer } = quote;
  const change = useChange<void, QuoteModel>(
    () => ({ method: 'POST', path: `/quotes/${id}/withdraw`, intent: `withdraw ${id}` }),
    () => touchedByQuote(customer.id),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone="danger"
      verb="Withdraw"
      object={nameOfQuote(quote)}
      consequence={`${customerName(customer.name)} can accept it no more; its page says so. You can revise it and send a new version.`}
      onConfirm={async () => sayOutcome(await change.run(), `${capital(nameOfQuote(quote))} is withdrawn.`)}
    />
  );
}
