import { useChange } from '../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';

type Resent = { id: string; subject: string; to?: string };

/** Sends a mail once more, as a new one, and says what came of it. */
export function useResend() {
  const change = useChange<Resent>(
    ({ id }) => ({ method: 'POST', path: `/mails/${id}/resend`, intent: `resend ${id}` }),
    () => ['/mails', '/panels/mails', '/dashboard', '/invoices'],
  );
  const send = async (mail: Resent) => {
    try {
      sayOutcome(await change.run(mail), `“${mail.subject}” is on its way${mail.to ? ` to ${mail.to}` : ''} again.`);
    } catch (error) {
      sayFailure(error, `send “${mail.subject}” again`);
    }
  };
  return { send, busy: change.busy };
}
