import { PageHeader, Panel } from '@purser/ui';
import { usePanel } from '../../shared/usePanel.ts';
import { useTitle } from '../useTitle.ts';
import { OutageNotice } from './outageNotice.tsx';
import { useMailActions } from './useMailActions.ts';

export function MailsPage() {
  useTitle('Mails');
  const shown = usePanel('/panels/mails');
  const { onAction } = useMailActions();
  return (
    <>
      <PageHeader title="Mails" />
      <OutageNotice />
      <Panel {...shown} remember="mails" onAction={onAction} />
    </>
  );
}
