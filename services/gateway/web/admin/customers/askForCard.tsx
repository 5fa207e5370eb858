import { Button, ConfirmDialog } from '@purser/ui';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useChange } from '../../shared/api/changes.ts';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { useCan } from '../session/useSession.ts';
import { useMailedTo } from './mailedTo.ts';

/**
 * Staff's way to a customer's card: the customer is asked by mail, signs in, and gives it themselves with their own consent. Nobody reads
 * a card's number to staff, and their bank can have it confirmed.
 */
export function AskForCard({ customerId }: { customerId: string }) {
  const [asking, setAsking] = useState(false);
  const to = useMailedTo(customerId);
  const mayBill = useCan('bill');
  const change = useChange<void>(
    () => ({
      ...{ method: 'POST', path: `/customers/${customerId}/payment-methods/request` },
      intent: `ask for a card ${customerId}`,
    }),
    () => ['/mails', '/panels/mails', `/customers/${customerId}`],
  );
  if (!mayBill) return null;
  return (
    <>
      <Button
        size="small"
        icon={<Send aria-hidden size={14} />}
        disabled={to === undefined}
        onClick={() => setAsking(true)}
      >
        Ask for a card
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        verb="Ask"
        object="for a card"
        consequence={<>A mail goes to {to}. They sign in, and add the card themselves with their own consent.</>}
        onConfirm={async () => sayOutcome(await change.run(), `The mail is on its way to ${to}.`)}
      />
    </>
  );
}
