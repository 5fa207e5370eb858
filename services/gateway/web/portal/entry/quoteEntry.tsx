import { MailOpen } from 'lucide-react';
import { useState } from 'react';
import { Redirect } from 'wouter';
import { QuotePage } from '../quote/quotePage.tsx';
import { SessionContext } from '../session/useSession.ts';
import { Plain } from '../shell/plain.tsx';
import { LinkProblem, quoteWords } from './linkProblem.tsx';
import { Message, Unread, Waiting } from './page.tsx';
import { useLinkEntry } from './useLinkEntry.ts';

/** Where a quote's link leads; from an older version of it on to the one that took its place. */
export function QuoteEntry() {
  const entry = useLinkEntry();
  const [newer, setNewer] = useState<string>();
  if (entry.state === 'refused') return <LinkProblem {...entry} of={quoteWords} />;
  if (entry.state === 'waiting') return <Waiting what="Your quote is loading" />;
  if (entry.state === 'failed') return <Unread error={entry.error} doing="open your quote" onRetry={entry.onRetry} />;
  const { session } = entry;
  if (!session)
    return (
      <Message
        icon={<MailOpen size={20} />}
        title="Open the link in your mail"
        text="This page shows the quote that the link in your mail belongs to. If you have lost the mail, ask the sender for it."
      />
    );
  if (session.scope === 'invoice') return <Redirect to="/pay" replace />;
  if (session.quoteId === null) return <Redirect to={`/portal/${session.tenant.slug}/quotes`} replace />;
  const id = newer ?? session.quoteId;
  return (
    <SessionContext value={session}>
      <Plain>
        <QuotePage key={id} id={id} onNewer={setNewer} />
      </Plain>
    </SessionContext>
  );
}
