import { PageHeader, Panel } from '@purser/ui';
import { usePanel } from '../../shared/usePanel.ts';
import { useTitle } from '../useTitle.ts';
import { useMailActions } from './useMailActions.ts';

export function MailsPage() {
  useTitle('Mails');
  const shown = usePanel('/panels/mails');
  const { onAction } = useMailActions();
  return (
    <>
      <PageHeader title="Mails" />
      <Panel {...shown} remember="mails" onAction={onAction} />
    </>
  );
}
