import { lazy, Suspense, useState } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { ApiProvider } from '../shared/api/apiContext.tsx';
import { openApi } from '../shared/api/client.ts';
import { openIntents } from '../shared/api/intents.ts';
import { openQueryClient } from '../shared/api/queryClient.ts';
import type { Boot } from '../shared/boot.ts';
import { takeBegun } from './entry/begun.ts';
import { NotHere } from './entry/notHere.tsx';
import { Waiting } from './entry/page.tsx';
import { PayEntry } from './entry/payEntry.tsx';
import { SignInLinkEntry } from './entry/signInLinkEntry.tsx';
import { endSession, sessionIn, sessionKey } from './session/sessionStore.ts';

// Whoever opens an invoice's link waits for the invoice alone, and of a quote's for the quote.
const QuoteEntry = lazy(async () => ({ default: (await import('./entry/quoteEntry.tsx')).QuoteEntry }));
const PortalPages = lazy(async () => ({ default: (await import('./shell/portalPages.tsx')).PortalPages }));

/** The customers' pages: an invoice to pay, and the portal of all of them. */
export function PortalApp({ boot }: { boot: Boot }) {
  const [{ api, queries }] = useState(open);
  return (
    <ApiProvider api={api} queries={queries}>
      <Switch>
        <Route path="/pay">
          <PayEntry />
        </Route>
        <Route path="/quote">
          <Suspense fallback={<Waiting what="Your quote is loading" />}>
            <QuoteEntry />
          </Suspense>
        </Route>
        <Route path="/signin">
          <SignInLinkEntry />
        </Route>
        <Route path="/portal/:slug/*?">
          {({ slug }) => (
            <Suspense fallback={<Waiting what="Your account is loading" />}>
              <PortalPages slug={slug} brand={boot.brand} />
            </Suspense>
          )}
        </Route>
        <Route path="/portal">
          <Redirect to="/pay" />
        </Route>
        <Route>
          <NotHere />
        </Route>
      </Switch>
    </ApiProvider>
  );
}

function open() {
  const queries = openQueryClient();
  const api = openApi({
    fetch: takeBegun(window.purserBegun, (...asked) => fetch(...asked)),
    intents: openIntents(sessionStorage),
    csrfToken: () => sessionIn(queries)?.csrfToken ?? null,
    onSignedOut: () => endSession(queries),
    onStale: () => void queries.invalidateQueries({ queryKey: sessionKey, exact: true }),
  });
  return { api, queries };
}
