import {
  Button,
  ButtonLink,
  Card,
  CopyText,
  DateText,
  ErrorState,
  FactList,
  Link,
  Notice,
  PageHeader,
  Skeleton,
  Tabs,
} from '@purser/ui';
import { Paperclip, Send } from 'lucide-react';
import { useState } from 'react';
import type { MailModel } from '../../../src/api/models/mail.ts';
import { useRead } from '../../shared/api/reads.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { MailFrame } from './mailFrame.tsx';
import { mailKinds, subjectOf } from './mailKinds.ts';
import { useResend } from './useResend.ts';

/** One mail as its reader got it. The link in it stands as a placeholder: only the reader has it. */
export function MailPage({ mailId }: { mailId: string }) {
  const { data: mail, error, refetch } = useRead<MailModel>(`/mails/${mailId}`);
  useTitle(mail ? subjectOf(mail) : 'Mail');
  if (mail) return <Loaded mail={mail} />;
  if (error) {
    return (
      <ErrorState
        error={error}
        doing="load the mail"
        onRetry={() => void refetch()}
        action={<ButtonLink href={routes.mails}>All mails</ButtonLink>}
      />
    );
  }
  return (
    <div aria-busy className="flex flex-col gap-5">
      <Skeleton className="h-7 w-72" />
      <Skeleton className="h-96" />
    </div>
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
        subtitle={`To ${mail.to}`}
        action={
          mayBill && (
            <Button
              variant={mail.status === 'failed' ? 'primary' : 'secondary'}
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
          tone={mail.status === 'failed' ? 'danger' : 'warning'}
          className="mb-5"
          title={mail.status === 'failed' ? 'This mail was not delivered.' : 'The last try did not work.'}
        >
          {mail.problem}
        </Notice>
      )}
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
    { label: 'What it is', value: mailKinds[kind] },
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

function To({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className="text-brand-text hover:underline">
      {children}
    </Link>
  );
}
