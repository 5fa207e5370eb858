import { useState } from 'react';
import { ApiProvider } from '../shared/api/apiContext.tsx';
import { openApi } from '../shared/api/client.ts';
import { openIntents } from '../shared/api/intents.ts';
import { openQueryClient } from '../shared/api/queryClient.ts';
import type { Boot } from '../shared/boot.ts';
import { Pages } from './pages.tsx';
import { SessionGate } from './session/sessionGate.tsx';
import { endSession, sessionIn, sessionKey } from './session/sessionStore.ts';

/** The staff's app. Everything behind the gate has a session. */
export function AdminApp({ boot }: { boot: Boot }) {
  const [{ api, queries }] = useState(open);
  return (
    <ApiProvider api={api} queries={queries}>
      <SessionGate boot={boot}>
        <Pages />
      </SessionGate>
    </ApiProvider>
  );
}

function open() {
  const queries = openQueryClient();
  const api = openApi({
    intents: openIntents(sessionStorage),
    csrfToken: () => sessionIn(queries)?.csrfToken ?? null,
    onSignedOut: () => endSession(queries),
    onStale: () => void queries.invalidateQueries({ queryKey: sessionKey, exact: true }),
  });
  return { api, queries };
}
