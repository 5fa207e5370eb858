import { AuthCard, Skeleton } from '@purser/ui';
import type { ReactNode } from 'react';

/** One short message in the middle of the page. */
export function Message({
  brand,
  title,
  text,
  children,
}: {
  brand?: ReactNode;
  title: string;
  text?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <AuthCard brand={brand ?? null} title={title} text={text}>
      {children}
    </AuthCard>
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
