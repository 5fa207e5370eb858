import { Button, Card, ErrorState, Link, RelativeTime, Skeleton, StatusBadge } from '@purser/ui';
import { MailAddress } from '../../customers/mailAddress.tsx';
import { subjectOf } from '../../mails/mailKinds.ts';
import { useResend } from '../../mails/useResend.ts';
import { useInvoiceMails } from '../../mails/useWasMailed.ts';
import { routes } from '../../routes.ts';
import { useCan } from '../../session/useSession.ts';

/** What was mailed about an invoice, and whether it left the house. */
export function MailsCard({ invoiceId }: { invoiceId: string }) {
  const { data, error, refetch } = useInvoiceMails(invoiceId);
  const resend = useResend();
  const mayBill = useCan('bill');
  return (
    <Card title="Mails" flush>
      {data ? (
        data.data.length === 0 ? (
          <p className="px-4 pb-4 text-ink-3 sm:px-5">None yet.</p>
        ) : (
          <ul className="border-line border-t">
            {data.data.map((mail) => (
              <li key={mail.id} className="flex flex-col gap-1 border-line border-b px-4 py-3 last:border-b-0 sm:px-5">
                <span className="flex items-start justify-between gap-3">
                  <Link href={routes.mail(mail.id)} className="min-w-0 break-words hover:underline">
                    {subjectOf(mail)}
                  </Link>
                  <StatusBadge status={mail.status} />
                </span>
                <span className="break-words text-ink-3 text-xs">
                  {mail.to && (
                    <>
                      <MailAddress address={mail.to} /> ·{' '}
                    </>
                  )}
                  <RelativeTime at={mail.sentAt ?? mail.createdAt} />
                </span>
                {mail.problem && <span className="break-words text-red text-xs">{mail.problem}</span>}
                {mail.status === 'failed' && mayBill && (
                  <Button
                    size="small"
                    className="mt-1 self-start"
                    busy={resend.busy}
                    onClick={() => void resend.send({ ...mail, subject: subjectOf(mail) })}
                  >
                    Send again
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )
      ) : error ? (
        <ErrorState error={error} doing="load the mails" onRetry={() => void refetch()} />
      ) : (
        <div aria-busy className="px-4 pb-4 sm:px-5">
          <Skeleton className="h-10" />
        </div>
      )}
    </Card>
  );
}
