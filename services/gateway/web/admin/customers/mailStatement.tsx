import { Button, ConfirmDialog, DateText } from '@purser/ui';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useChange } from '../../shared/api/changes.ts';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { useCan } from '../session/useSession.ts';
import { useMailedTo } from './mailedTo.ts';

export type Days = { from: string; until: string; currency?: string };
type Props = { customerId: string; days: Days };

/** Mails the statement that is shown, after asking: it says to whom. */
export function MailStatement({ customerId, days }: Props) {
  const [asking, setAsking] = useState(false);
  const to = useMailedTo(customerId);
  const mayBill = useCan('bill');
  const path = `/customers/${customerId}/statement/mail`;
  const change = useChange<Days>(
    (body) => ({ method: 'POST', path, body, intent: `mail statement ${customerId} ${Object.values(body).join(' ')}` }),
    () => ['/mails', '/panels/mails'],
  );
  if (!mayBill) return null;
  return (
    <>
      <Button icon={<Send aria-hidden size={14} />} disabled={to === undefined} onClick={() => setAsking(true)}>
        Mail it
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        verb="Mail"
        object="the statement"
        consequence={
          <>
            From <DateText date={days.from} /> to <DateText date={days.until} />, with its PDF, to {to}.
          </>
        }
        onConfirm={async () => sayOutcome(await change.run(days), `The statement is on its way to ${to}.`)}
      />
    </>
  );
}
