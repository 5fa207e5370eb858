import { useChange } from '../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { touchedByInvoice } from './touched.ts';

type Sent = { invoiceId: string; name: string; to: string | null };

/** Mails the invoice with a fresh link, and says what came of it. */
export function useSendInvoice() {
  const change = useChange<Sent>(
    ({ invoiceId }) => ({ method: 'POST', path: `/invoices/${invoiceId}/send`, intent: `send ${invoiceId}` }),
    ({ invoiceId }) => touchedByInvoice(invoiceId),
  );
  const send = async (sent: Sent) => {
    try {
      const outcome = await change.run(sent);
      sayOutcome(outcome, `${sent.name} is on its way${sent.to ? ` to ${sent.to}` : ''}.`);
    } catch (error) {
      sayFailure(error, `send ${sent.name}`);
    }
  };
  return { send, busy: change.busy };
}
