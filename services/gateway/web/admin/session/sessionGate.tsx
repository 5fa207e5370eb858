import { applyBrand, ErrorState, Skeleton, UiProvider, useSurroundings } from '@purser/ui';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import type { SessionModel } from '../../../src/api/models/session.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { statusOf } from '../../shared/api/apiError.ts';
import type { Boot } from '../../shared/boot.ts';
import { bulk } from '../bulk/bulkRun.ts';
import { endSession, sessionKey } from './sessionStore.ts';
import { SignInPage } from './signInPage.tsx';
import { SessionContext } from './useSession.ts';

/** Asks who is signed in; lets them through, or asks them to sign in where they stand. */
export function SessionGate({ boot, children }: { boot: Boot; children: ReactNode }) {
  const api = useApi();
  const queries = useQueryClient();
  const { data, error, isPending, refetch } = useQuery<SessionModel | null>({
    queryKey: sessionKey,
    queryFn: async ({ signal }) => {
      try {
        return await api.get<SessionModel>('/session', {}, signal);
      } catch (thrown) {
        if (statusOf(thrown) !== 401) throw thrown;
        endSession(queries);
        return null;
      }
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    if (data) applyBrand(data.tenant.brand);
  }, [data]);
  useOtherTabs(() => void queries.invalidateQueries({ queryKey: sessionKey, exact: true }));
  if (isPending) return <Waiting />;
  if (error && !data)
    return <ErrorState error={error} doing="find out who is signed in" onRetry={() => void refetch()} />;
  if (!data) return <SignInPage brand={boot.brand} />;
  return (
    <SessionContext value={data}>
      {/* Nothing of one tenant or person stays on the page for the next. */}
      <InTenant key={`${data.staff.id} ${data.tenant.id}`} session={data}>
        {children}
      </InTenant>
    </SessionContext>
  );
}

/** Days and times are the tenant's, not those of the place somebody happens to work from. */
function InTenant({ session, children }: { session: SessionModel; children: ReactNode }) {
  const { now, navigate } = useSurroundings();
  useEffect(() => () => bulk.forget(), []);
  return (
    <UiProvider locale={session.tenant.locale} timeZone={session.tenant.timeZone} now={now} navigate={navigate}>
      {children}
    </UiProvider>
  );
}

/** Another tab may have signed out or changed the tenant; its cookie is ours too. */
function useOtherTabs(look: () => void): void {
  useEffect(() => {
    const onShow = () => {
      if (document.visibilityState === 'visible') look();
    };
    document.addEventListener('visibilitychange', onShow);
    return () => document.removeEventListener('visibilitychange', onShow);
  });
}

function Waiting() {
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-3 px-4" aria-busy>
      <h1 className="sr-only">Purser is loading</h1>
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-4 w-full" />
      <Skeleton className="h-4 w-2/3" />
    </main>
  );
}
