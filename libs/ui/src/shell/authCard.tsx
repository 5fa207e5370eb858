import type { ReactNode } from 'react';

export type AuthCardProps = {
  /** Logo or name of whose page it is. */
  brand: ReactNode;
  title: string;
  text?: ReactNode;
  children: ReactNode;
  /** Under the card: another way in, help. */
  footer?: ReactNode;
};

/** One short question in the middle of the page: signing in, a code, a link spent. */
export function AuthCard({ brand, title, text, children, footer }: AuthCardProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 py-10 sm:justify-center">
      <div className="flex w-full max-w-sm flex-col gap-6">
        <div className="flex justify-center text-base">{brand}</div>
        <section className="rounded-xl border border-line bg-surface p-6 shadow-card sm:p-8">
          <h1 className="font-semibold text-lg tracking-tight">{title}</h1>
          {text && <p className="mt-1 text-ink-2 text-sm">{text}</p>}
          <div className="mt-6">{children}</div>
        </section>
        {footer && <div className="text-center text-ink-3 text-sm">{footer}</div>}
      </div>
    </main>
  );
}
