import { BrandLogo } from '@purser/ui';
import type { ReactNode } from 'react';
import { useSession } from '../session/useSession.ts';
import { Footer } from './footer.tsx';

/** A page with no way to anywhere else: who sent the invoice, the invoice, and whom to ask. */
export function Plain({ children }: { children: ReactNode }) {
  const { tenant } = useSession();
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-line border-b bg-surface">
        <div className="mx-auto flex h-14 w-full max-w-5xl items-center px-4 sm:px-6">
          <BrandLogo name={tenant.company?.legalName ?? tenant.name} logo={tenant.brand.logo} />
        </div>
      </header>
      <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-6 sm:px-6 sm:py-10">{children}</main>
      <Footer />
    </div>
  );
}
