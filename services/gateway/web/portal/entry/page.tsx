import { AuthCard, ErrorState, Skeleton } from '@purser/ui';
import type { ReactNode } from 'react';

/** One short message in the middle of the page. Whose page it is, nobody knows yet: a sign says what it is about. */
export function Message({
  icon,
  title,
  text,
  children,
}: {
  icon: ReactNode;
  title: string;
  text?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <AuthCard brand={<Sign>{icon}</Sign>} title={title} text={text}>
      {children}
    </AuthCard>
  );
}

function Sign({ children }: { children: ReactNode }) {
  return (
    <span
      aria-hidden
      className="flex size-12 items-center justify-center rounded-full border border-line bg-surface text-ink-2 shadow-card"
    >
      {children}
    </span>
  );
}

export function Waiting({ what }: { what: string }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col gap-4 px-4 pt-16" aria-busy>
      <h1 className="sr-only">{what}</h1>
      <Skeleton className="h-7 w-40" />
      <Skeleton className="h-12 w-56" />
      <Skeleton className="h-40 w-full" />
    </main>
  );
}

/** Nothing could be read, so there is no page around it yet. */
export function Unread({ error, doing, onRetry }: { error: unknown; doing: string; onRetry: () => void }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-lg flex-col justify-center px-4">
      <h1 className="sr-only">Something went wrong</h1>
      <ErrorState error={error} reads doing={doing} onRetry={onRetry} />
    </main>
  );
}
