import { definitionOf } from '@purser/mailtemplate';
import { Button, Card, CopyText, DateText, FactList, Link, Notice, PageHeader, Tabs } from '@purser/ui';
import { Paperclip, Send } from 'lucide-react';
import { useState } from 'react';
import type { MailModel } from '../../../src/api/models/mail.ts';
import { useRead } from '../../shared/api/reads.ts';
import { Awaited } from '../awaited.tsx';
import { MailAddress } from '../customers/mailAddress.tsx';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { BounceNotice } from './bounceNotice.tsx';
import { MailFrame } from './mailFrame.tsx';
import { subjectOf } from './mailKinds.ts';
import { useResend } from './useResend.ts';

/** One mail as its reader got it. The link in it stands as a placeholder: only the reader has it. */
export function MailPage({ mailId }: { mailId: string }) {
  const { data: mail, error, refetch } = useRead<MailModel>(`/mails/${mailId}`);
  useTitle(mail ? subjectOf(mail) : 'Mail');
  if (mail) return <Loaded mail={mail} />;
  return (
    <Awaited
      error={error}
      doing="load the mail"
      onRetry={() => void refetch()}
      all={{ href: routes.mails, label: 'All mails' }}
      sizes={['h-7 w-72', 'h-96']}
    />
  );
}

function Loaded({ mail }: { mail: MailModel }) {
  const resend = useResend();
  const mayBill = useCan('bill');
  const [shown, setShown] = useState('html');
  return (
    <>
      <PageHeader
        back={{ href: routes.mails, label: 'Mails' }}
        title={subjectOf(mail)}
        status={mail.status}
        subtitle={
          mail.to && (
            <>
              To <MailAddress address={mail.to} />
            </>
          )
        }
        action={
          mayBill && (
            <Button
              variant={isUndelivered(mail) ? 'primary' : 'secondary'}
              icon={<Send aria-hidden size={16} />}
              busy={resend.busy}
              onClick={() => void resend.send({ ...mail, subject: subjectOf(mail) })}
            >
              Send again
            </Button>
          )
        }
      />
      {mail.problem && (
        <Notice
          tone={isUndelivered(mail) ? 'danger' : 'warning'}
          className="mb-5"
          title={isUndelivered(mail) ? 'This mail was not delivered.' : 'The last try did not work.'}
        >
          {mail.problem}
        </Notice>
      )}
      <div className="mb-5 flex flex-col gap-3 empty:hidden">
        <BounceNotice customerId={mail.customerId} />
      </div>
      <div className="grid min-w-0 items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <Tabs
          label="The mail"
          active={shown}
          onActiveChange={setShown}
          className="max-lg:order-2"
          tabs={[
            { id: 'html', label: 'As sent', content: <MailFrame html={mail.html} title={subjectOf(mail)} /> },
            {
              id: 'text',
              label: 'Plain text',
              content: (
                <pre className="overflow-x-auto whitespace-pre-wrap break-words rounded-lg border border-line bg-surface p-5 font-mono text-xs leading-5">
                  {mail.text}
                </pre>
              ),
            },
          ]}
        />
        <Card title="Facts">
          <FactList facts={factsOf(mail)} />
        </Card>
      </div>
    </>
  );
}

function factsOf({ kind, createdAt, sentAt, attempts, messageId, invoiceId, customerId, attachments }: MailModel) {
  return [
    { label: 'What it is', value: definitionOf(kind).title },
    { label: 'Planned', value: <DateText at={createdAt} /> },
    { label: 'Sent', value: <DateText at={sentAt} /> },
    { label: 'Tries', value: attempts },
    ...(invoiceId ? [{ label: 'About', value: <To href={routes.invoice(invoiceId)}>The invoice</To> }] : []),
    { label: 'Customer', value: <To href={routes.customer(customerId)}>Open the customer</To> },
    ...(attachments.length > 0
      ? [
          {
            label: 'Attached',
            value: attachments.map(({ name, documentId }) => (
              <span key={documentId} className="flex items-center gap-1.5">
                <Paperclip aria-hidden size={12} className="shrink-0 text-ink-3" />
                <span className="break-all">{name}</span>
              </span>
            )),
          },
        ]
      : []),
    { label: 'Message id', value: <CopyText text={messageId} label="the message id" /> },
  ];
}

const isUndelivered = ({ status }: MailModel): boolean => status === 'failed' || status === 'bounced';

function To({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="text-brand-text hover:underline">
      {children}
    </Link>
  );
}
