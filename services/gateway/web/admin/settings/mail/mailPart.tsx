import { ErrorState, Skeleton } from '@purser/ui';
import type { MailServerModel, StaffMailsModel } from '../../../../src/api/models/mailSettings.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { ServerCard } from './serverCard.tsx';
import { StaffMailsCard } from './staffMailsCard.tsx';

/** The way mails take out of the house, and which of them staff get. */
export function MailPart() {
  const server = useRead<MailServerModel>('/mail-server');
  const staff = useRead<StaffMailsModel>('/staff-mails');
  const error = server.error ?? staff.error;
  if (server.data && staff.data) {
    return (
      <div className="grid min-w-0 max-w-5xl items-start gap-5 lg:grid-cols-2">
        <ServerCard key={server.data.server?.changedAt ?? 'none'} settings={server.data} />
        <StaffMailsCard settings={staff.data} />
      </div>
    );
  }
  if (error) {
    return (
      <ErrorState
        error={error}
        doing="load the mail settings"
        onRetry={() => void Promise.all([server.refetch(), staff.refetch()])}
      />
    );
  }
  return <Skeleton className="h-96" />;
}
