import type { Brand } from '@purser/document';
import { AuthCard, BrandLogo, Button, explainProblem, Field, Input, Notice } from '@purser/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useRef, useState } from 'react';
import type { SessionModel } from '../../../src/api/models/session.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { ApiError, codeOf, fieldProblem } from '../../shared/api/apiError.ts';
import { useTitle } from '../useTitle.ts';
import { hasEnded, startSession } from './sessionStore.ts';

/**
 * Email and password. It stands at whatever address was asked for, and signing in leads there. Who was given their password chooses one
 * of their own on the way.
 */
export function SignInPage({ brand }: { brand: Brand | undefined }) {
  useTitle('Sign in');
  const api = useApi();
  const queries = useQueryClient();
  const ended = hasEnded(queries);
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isGiven, setIsGiven] = useState(false);
  const [next, setNext] = useState('');
  const passwordBox = useRef<HTMLInputElement>(null);
  const signIn = useMutation({
    mutationFn: async () => {
      const body = { email: email.trim(), password, ...(isGiven && { newPassword: next }) };
      const sent = await api.send<SessionModel>('POST', '/session', { body });
      if (sent.kind === 'done') startSession(queries, sent.body);
    },
    onError: (error) => {
      if (codeOf(error) === 'password_given') setIsGiven(true);
      if (codeOf(error) === 'password_own') setIsGiven(false);
      if (!(error instanceof ApiError) || error.problem.status !== 401) return;
      setIsGiven(false);
      setPassword('');
      passwordBox.current?.focus();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!signIn.isPending) signIn.mutate();
  };
  const problemId = useId();
  const refused = signIn.error && codeOf(signIn.error) !== 'password_given' ? refusalOf(signIn.error) : undefined;
  return (
    <AuthCard
      brand={<BrandLogo name="Purser" logo={brand?.logo ?? null} />}
      title="Sign in"
      text="To bill your customers and see what they paid."
    >
      <form onSubmit={submit} className="flex flex-col gap-4" aria-describedby={refused ? problemId : undefined}>
        {ended && !refused && (
          <Notice title="Your session has ended">
            Sign in to go on where you were. What you were writing is kept in this browser.
          </Notice>
        )}
        {refused && (
          <div id={problemId}>
            <Notice tone="danger" title={refused.title}>
              {refused.text}
            </Notice>
          </div>
        )}
        <Field label="Email">
          <Input
            type="email"
            name="username"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            autoFocus
          />
        </Field>
        <Field label="Password">
          <Input
            ref={passwordBox}
            type="password"
            name="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        </Field>
        {isGiven && (
          <>
            <Notice title="Choose a password of your own">The one you were given lets nobody in by itself.</Notice>
            <Field
              label="New password"
              hint="At least 15 characters."
              error={fieldProblem(signIn.error, 'newPassword')}
            >
              <Input
                type="password"
                name="new-password"
                autoComplete="new-password"
                required
                minLength={15}
                value={next}
                onChange={(event) => setNext(event.currentTarget.value)}
                autoFocus
              />
            </Field>
          </>
        )}
        <Button type="submit" variant="primary" size="large" wide busy={signIn.isPending}>
          Sign in
        </Button>
      </form>
    </AuthCard>
  );
}

/** What is told of a refusal. It never says which of the two was wrong: that would tell a stranger who works here. */
function refusalOf(error: unknown): { title: string; text: string } {
  if (error instanceof ApiError && error.problem.status === 401) {
    return { title: 'The email or the password is wrong.', text: 'Nobody was signed in. Check both and try again.' };
  }
  if (error instanceof ApiError && error.problem.status === 429) {
    return {
      title: 'There were too many tries.',
      text: `Nobody was signed in. Wait ${waitText(error.retryAfter_s)}, then try again.`,
    };
  }
  if (error instanceof ApiError && error.problem.status === 403) {
    return { title: error.problem.detail, text: 'Nobody was signed in. Ask whoever runs your account.' };
  }
  if (codeOf(error) === 'same_password') {
    return { title: 'The new password is the one you were given.', text: 'Nobody was signed in. Choose another.' };
  }
  if (codeOf(error) === 'password_own') {
    return { title: 'You have a password of your own already.', text: 'Nothing was changed. Sign in with it.' };
  }
  const { happened, toDo } = explainProblem(error, 'sign you in');
  return { title: happened, text: `Nobody was signed in. ${toDo}` };
}

export function waitText(seconds: number | undefined): string {
  if (seconds === undefined) return 'a few minutes';
  if (seconds < 60) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? 'a minute' : `${minutes} minutes`;
}
