import { ButtonLink, DateText, Notice } from '@purser/ui';
import type { MailOutageModel } from '../../../src/api/models/mailSettings.ts';
import { useRead } from '../../shared/api/reads.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';

/** Says so while the mail server takes no mails. */
export function OutageNotice() {
  const { data } = useRead<MailOutageModel>('/mail-outage');
  const mayMend = useCan('administer');
  const outage = data?.outage;
  if (!outage) return null;
  const { since, problem, waiting } = outage;
  return (
    <Notice
      tone="danger"
      title={`Your mail server takes no mails; ${waiting === 1 ? '1 waits' : `${waiting} wait`}`}
      action={
        mayMend && (
          <ButtonLink size="small" href={routes.setting('mail')}>
            Mail server
          </ButtonLink>
        )
      }
      className="mb-5"
    >
      {problem} This began on <DateText at={since} />. Nothing is lost: the server is asked again every few minutes, and
      what waits goes out then.
    </Notice>
  );
}
