import { adoptNonce, applyBrand, serverClock, Toaster, UiProvider } from '@purser/ui';
import { type ReactNode, StrictMode, useMemo } from 'react';
import { createRoot } from 'react-dom/client';
import { useLocation } from 'wouter';
import { type Boot, readBoot } from './boot.ts';

/** Starts a page: nonce, brand, clock, language and links are in place before `app` renders. */
export function mount(app: (boot: Boot) => ReactNode): void {
  const boot = readBoot();
  adoptNonce();
  if (boot.brand) applyBrand(boot.brand);
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no root.');
  createRoot(root).render(
    <StrictMode>
      <Page boot={boot}>{app(boot)}</Page>
    </StrictMode>,
  );
}

function Page({ boot, children }: { boot: Boot; children: ReactNode }) {
  const [, navigate] = useLocation();
  const now = useMemo(() => serverClock(boot.now), [boot.now]);
  return (
    <UiProvider locale={boot.locale} timeZone={boot.timeZone} now={now} navigate={navigate}>
      {children}
      <Toaster />
    </UiProvider>
  );
}
