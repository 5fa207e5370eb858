import { MailOpen } from 'lucide-react';
import { Redirect } from 'wouter';
import { InvoicePage } from '../invoice/invoicePage.tsx';
import { SessionContext } from '../session/useSession.ts';
import { Plain } from '../shell/plain.tsx';
import { LinkProblem } from './linkProblem.tsx';
import { Message, Unread, Waiting } from './page.tsx';
import { useLinkEntry } from './useLinkEntry.ts';

/** Where an invoice's link leads. */
export function PayEntry() {
  const entry = useLinkEntry();
  if (entry.state === 'refused') return <LinkProblem {...entry} />;
  if (entry.state === 'waiting') return <Waiting what="Your invoice is loading" />;
  if (entry.state === 'failed') return <Unread error={entry.error} doing="open your invoice" onRetry={entry.onRetry} />;
  const { session } = entry;
  if (!session)
    return (
      <Message
        icon={<MailOpen size={20} />}
        title="Open the link in your mail"
        text="This page shows the invoice that the link in your mail belongs to. If you have lost the mail, ask the sender for it."
      />
    );
  if (session.scope === 'quote') return <Redirect to="/quote" replace />;
  if (session.invoiceId === null) return <Redirect to={`/portal/${session.tenant.slug}`} replace />;
  return (
    <SessionContext value={session}>
      <Plain>
        <InvoicePage id={session.invoiceId} />
      </Plain>
    </SessionContext>
  );
}
