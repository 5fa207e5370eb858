import type { Brand } from '@purser/document';
import { BrandLogo, Button, classes } from '@purser/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, Redirect, Route, Switch, useLocation, useRoute } from 'wouter';
import { useApi } from '../../shared/api/apiContext.tsx';
import { NotHere } from '../entry/notHere.tsx';
import { Unread, Waiting } from '../entry/page.tsx';
import { InvoicePage } from '../invoice/invoicePage.tsx';
import { MethodsTab } from '../methods/methodsTab.tsx';
import { QuotePage } from '../quote/quotePage.tsx';
import { endSession } from '../session/sessionStore.ts';
import { SessionContext, useSession, useSessionQuery } from '../session/useSession.ts';
import { Footer } from './footer.tsx';
import { SignInPage } from './signInPage.tsx';
import { StatementTab } from './statementTab.tsx';
import { InvoicesTab, PaymentsTab, QuotesTab } from './tabs.tsx';

/** A customer's portal: one tab per list that a service contributes. */
export function PortalPages({ slug, brand }: { slug: string; brand: Brand | undefined }) {
  const session = useSessionQuery();
  if (session.isPending) return <Waiting what="Your account is loading" />;
  if (session.error && !session.data)
    return <Unread error={session.error} doing="open your account" onRetry={() => void session.refetch()} />;
  const { data } = session;
  // Somebody who is known at another tenant, or by one invoice's link, signs in here first.
  if (data?.scope !== 'portal' || data.tenant.slug !== slug) return <SignInPage slug={slug} brand={brand} />;
  const root = `/portal/${slug}`;
  return (
    <SessionContext value={data}>
      <Shell root={root}>
        <Switch>
          <Route path={root}>
            <Redirect to={`${root}/invoices`} replace />
          </Route>
          <Route path={`${root}/invoices`}>
            <InvoicesTab root={root} />
          </Route>
          <Route path={`${root}/invoices/:id`}>{({ id }) => <InvoicePage id={id} back={`${root}/invoices`} />}</Route>
          <Route path={`${root}/quotes`}>
            <QuotesTab root={root} />
          </Route>
          <Route path={`${root}/quotes/:id`}>{({ id }) => <OneQuote key={id} root={root} id={id} />}</Route>
          <Route path={`${root}/payments`}>
            <PaymentsTab />
          </Route>
          <Route path={`${root}/payment-methods`}>
            <MethodsTab />
          </Route>
          <Route path={`${root}/statement`}>
            <StatementTab root={root} />
          </Route>
          <Route>
            <NotHere />
          </Route>
        </Switch>
      </Shell>
    </SessionContext>
  );
}

function OneQuote({ root, id }: { root: string; id: string }) {
  const [, navigate] = useLocation();
  return <QuotePage id={id} back={`${root}/quotes`} onNewer={(newer) => navigate(`${root}/quotes/${newer}`)} />;
}

function Shell({ root, children }: { root: string; children: ReactNode }) {
  const { tenant, customer } = useSession();
  const api = useApi();
  const queries = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => api.send('DELETE', '/portal/session'),
    onSuccess: () => endSession(queries),
  });
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-line border-b bg-surface">
        <div className="mx-auto flex h-14 w-full max-w-5xl items-center justify-between gap-3 px-4 sm:px-6">
          <BrandLogo name={tenant.company?.legalName ?? tenant.name} logo={tenant.brand.logo} />
          <div className="flex min-w-0 items-center gap-2">
            <span className="hidden truncate text-ink-3 text-sm sm:inline">{customer.name}</span>
            <Button
              variant="ghost"
              size="small"
              icon={<LogOut aria-hidden size={14} />}
              busy={signOut.isPending}
              onClick={() => signOut.mutate()}
            >
              Sign out
            </Button>
          </div>
        </div>
        <nav aria-label="Your account" className="mx-auto flex w-full max-w-5xl overflow-x-auto px-2 sm:gap-1 sm:px-6">
          <NavLink to={`${root}/invoices`}>Invoices</NavLink>
          <NavLink to={`${root}/quotes`}>Quotes</NavLink>
          <NavLink to={`${root}/payments`}>Payments</NavLink>
          <NavLink to={`${root}/payment-methods`}>Cards</NavLink>
          <NavLink to={`${root}/statement`}>Statement</NavLink>
        </nav>
      </header>
      <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-6 sm:px-6 sm:py-8">{children}</main>
      <Footer />
    </div>
  );
}

function NavLink({ to, children }: { to: string; children: ReactNode }) {
  const [active] = useRoute(`${to}/*?`);
  return (
    <Link
      href={to}
      aria-current={active ? 'page' : undefined}
      className={classes(
        'flex h-10 shrink-0 items-center border-b-2 px-2.5 font-medium text-sm no-underline focus-visible:-outline-offset-2',
        active ? 'border-brand-text text-ink' : 'border-transparent text-ink-3 hover:text-ink',
      )}
    >
      {children}
    </Link>
  );
}
