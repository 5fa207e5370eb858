import { ButtonLink, PageHeader, Tabs, useSurroundings } from '@purser/ui';
import { ExternalLink } from 'lucide-react';
import { useCan, useSession } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { AlarmsList } from './alarmsList.tsx';
import { CommandsList } from './commandsList.tsx';
import { WebhookEventsList } from './webhooks/webhookEventsList.tsx';

export type OperationsPart = 'commands' | 'alarms' | 'webhooks';

/** What the services were asked, what failed, and what Stripe told. */
export function OperationsPage({ part }: { part: OperationsPart }) {
  useTitle('Operations');
  const { links } = useSession();
  const mayOperate = useCan('operate');
  const { navigate } = useSurroundings();
  return (
    <>
      <PageHeader
        title="Operations"
        subtitle="What the services were asked, and what came of it."
        more={
          <>
            {links.sandboxInspector && (
              <ButtonLink href={links.sandboxInspector} target="_blank" icon={<ExternalLink aria-hidden size={14} />}>
                Sandbox inspector
              </ButtonLink>
            )}
            {links.mailbox && (
              <ButtonLink href={links.mailbox} target="_blank" icon={<ExternalLink aria-hidden size={14} />}>
                Mailbox
              </ButtonLink>
            )}
          </>
        }
      />
      <Tabs
        label="Operations"
        active={mayOperate ? part : 'webhooks'}
        onActiveChange={(id) => navigate?.(`/admin/${id}`)}
        tabs={[
          ...(mayOperate
            ? [
                { id: 'commands', label: 'Commands', content: <CommandsList /> },
                { id: 'alarms', label: 'Alarms', content: <AlarmsList /> },
              ]
            : []),
          { id: 'webhooks', label: 'Stripe events', content: <WebhookEventsList /> },
        ]}
      />
    </>
  );
}
