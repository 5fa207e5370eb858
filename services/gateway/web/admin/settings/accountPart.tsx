import { Badge, Button, Card, DateText, ErrorState, Field, Input, RelativeTime, Skeleton } from '@purser/ui';
import { type FormEvent, useState } from 'react';
import type { SessionEntryModel } from '../../../src/api/models/session.ts';
import { codeOf } from '../../shared/api/apiError.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { WhatWentWrong } from '../forms/formDialog.tsx';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { useSession } from '../session/useSession.ts';

/** Where one is signed in, and one's password. */
export function AccountPart() {
  return (
    <div className="grid min-w-0 max-w-5xl items-start gap-5 lg:grid-cols-2">
      <Sessions />
      <Password />
    </div>
  );
}

function Sessions() {
  const { data, error, refetch } = useRead<{ data: SessionEntryModel[] }>('/sessions');
  const end = useChange<SessionEntryModel | undefined>(
    (entry) => ({ method: 'DELETE', path: entry ? `/sessions/${entry.id}` : '/sessions' }),
    () => ['/sessions'],
  );
  const run = async (entry: SessionEntryModel | undefined) => {
    try {
      sayOutcome(
        await end.run(entry),
        entry ? `${entry.device} is signed out.` : 'You are signed out everywhere else.',
      );
    } catch (thrown) {
      sayFailure(thrown, 'end the session');
    }
  };
  const others = data?.data.some(({ current }) => !current);
  return (
    <Card
      title="Sessions"
      aside={
        others && (
          <Button size="small" busy={end.busy} onClick={() => void run(undefined)}>
            End all others
          </Button>
        )
      }
      flush
    >
      {data ? (
        <ul className="border-line border-t">
          {data.data.map((entry) => (
            <li
              key={entry.id}
              className="flex items-center justify-between gap-4 border-line border-b px-4 py-3 last:border-b-0 sm:px-5"
            >
              <span className="min-w-0">
                <span className="flex flex-wrap items-center gap-2 font-medium">
                  {entry.device}
                  {entry.current && <Badge tone="success">This browser</Badge>}
                </span>
                <span className="block text-ink-3 text-xs">
                  Seen <RelativeTime at={entry.seenAt} /> · since <DateText at={entry.createdAt} withTime={false} />
                </span>
              </span>
              {!entry.current && (
                <Button size="small" aria-label={`End the session of ${entry.device}`} onClick={() => void run(entry)}>
                  End
                </Button>
              )}
            </li>
          ))}
        </ul>
      ) : error ? (
        <ErrorState error={error} doing="load your sessions" onRetry={() => void refetch()} />
      ) : (
        <div aria-busy className="px-4 pb-5 sm:px-5">
          <Skeleton className="h-10" />
        </div>
      )}
    </Card>
  );
}

/** The fewest characters of a password; there are no rules of composition. */
const FEWEST = 15;

function Password() {
  const { staff } = useSession();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [tried, setTried] = useState(false);
  const change = useChange<{ current: string; next: string }>(
    (body) => ({ method: 'POST', path: '/session/password', body }),
    () => ['/sessions'],
  );
  const tooShort = [...next].length < FEWEST;
  const wrong = codeOf(change.error) === 'wrong_password';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (tooShort || current === '' || change.busy) return;
    try {
      sayOutcome(await change.run({ current, next }), 'Your password is changed. You are signed out everywhere else.');
      setCurrent('');
      setNext('');
      setTried(false);
    } catch {
      // Shown under the fields.
    }
  };
  return (
    <Card title="Change your password">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        {/* For password managers, which keep a password under its name. */}
        <input type="hidden" name="username" autoComplete="username" value={staff.email} readOnly />
        <Field
          label="Current password"
          error={
            wrong
              ? 'This is not your current password.'
              : tried && current === ''
                ? 'Enter your current password.'
                : undefined
          }
        >
          <Input
            type="password"
            autoComplete="current-password"
            value={current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
        </Field>
        <Field
          label="New password"
          hint={`At least ${FEWEST} characters. A few words in a row are easy to remember and hard to guess.`}
          error={tried && tooShort ? `At least ${FEWEST} characters.` : undefined}
        >
          <Input
            type="password"
            autoComplete="new-password"
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
        </Field>
        {!wrong && <WhatWentWrong error={change.error} doing="change your password" />}
        <Button type="submit" variant="primary" busy={change.busy} className="self-start">
          Change password
        </Button>
      </form>
    </Card>
  );
}
