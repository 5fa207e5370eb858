import { Button } from '@purser/ui';
import { LogIn, MailOpen } from 'lucide-react';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { takeWanted } from '../session/wanted.ts';
import { LinkProblem } from './linkProblem.tsx';
import { takeToken } from './linkToken.ts';
import { useOpenLink } from './openLink.ts';
import { Message } from './page.tsx';

/** Where a sign-in link leads. It works once, so a person presses the button: a program that looks at pages spends nothing. */
export function SignInLinkEntry() {
  const [token] = useState(() => takeToken(location, history));
  const [, navigate] = useLocation();
  const link = useOpenLink();
  const open = () =>
    link.mutate(token, {
      onSuccess: ({ tenant }) => navigate(takeWanted(localStorage, tenant.slug), { replace: true }),
    });
  if (token === '')
    return (
      <Message
        icon={<MailOpen size={20} />}
        title="Open the link in your mail"
        text="This page signs you in with the link that we sent you."
      />
    );
  if (link.isError) return <LinkProblem error={link.error} token={token} onRetry={open} />;
  return (
    <Message icon={<LogIn size={20} />} title="Sign in" text="To see your invoices, quotes and payments.">
      <Button variant="primary" size="large" wide busy={link.isPending} onClick={open}>
        Sign in
      </Button>
    </Message>
  );
}
