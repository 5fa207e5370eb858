import { MailOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Redirect } from 'wouter';
import { InvoicePage } from '../invoice/invoicePage.tsx';
import { SessionContext, useSessionQuery } from '../session/useSession.ts';
import { Plain } from '../shell/plain.tsx';
import { LinkProblem } from './linkProblem.tsx';
import { takeToken } from './linkToken.ts';
import { useOpenLink } from './openLink.ts';
import { Message, Unread, Waiting } from './page.tsx';

/** Where an invoice's link leads. A link that was opened before leaves its session behind, so a reload needs no token. */
export function PayEntry() {
  const [token, setToken] = useState(() => takeToken(location, history));
  const link = useOpenLink();
  const asked = useRef('');
  useEffect(() => {
    if (token === '' || asked.current === token) return;
    asked.current = token;
    link.mutate(token);
  }, [token, link]);
  useEffect(() => {
    // Another link opened in this very tab changes only the fragment.
    const onHash = () => {
      const next = takeToken(location, history);
      if (next !== '') setToken(next);
    };
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  const opened = token === '' || link.isSuccess;
  const session = useSessionQuery(opened);
  if (link.isError) return <LinkProblem error={link.error} token={token} onRetry={() => link.mutate(token)} />;
  if (!opened || session.isPending) return <Waiting what="Your invoice is loading" />;
  if (session.error && !session.data)
    return <Unread error={session.error} doing="open your invoice" onRetry={() => void session.refetch()} />;
  const { data } = session;
  if (!data)
    return (
      <Message
        icon={<MailOpen size={20} />}
        title="Open the link in your mail"
        text="This page shows the invoice that the link in your mail belongs to. If you have lost the mail, ask the sender for it."
      />
    );
  if (data.invoiceId === null) return <Redirect to={`/portal/${data.tenant.slug}`} replace />;
  return (
    <SessionContext value={data}>
      <Plain>
        <InvoicePage id={data.invoiceId} />
      </Plain>
    </SessionContext>
  );
}
