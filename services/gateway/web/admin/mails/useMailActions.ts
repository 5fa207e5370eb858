import type { PanelRow } from '@purser/ui';
import { useResend } from './useResend.ts';

/** What the rows of a mails panel can be asked for. */
export function useMailActions() {
  const { send } = useResend();
  const onAction = (actionId: string, row: PanelRow) => {
    if (actionId !== 'resend' && actionId !== 'send') return;
    const subject = Object.values(row.cells).find((cell) => cell.kind === 'text');
    void send({ id: row.id, subject: subject?.kind === 'text' ? subject.text : 'The mail' });
  };
  return { onAction };
}
