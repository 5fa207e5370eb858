import { useEffect, useRef, useState } from 'react';
import type { PortalSessionModel } from '../../../src/api/models/portal.ts';
import { useSessionQuery } from '../session/useSession.ts';
import { takeToken } from './linkToken.ts';
import { useOpenLink } from './openLink.ts';

/** How far the opening of a link has come. Without a link and a session there is nobody: `session` is null. */
export type LinkEntry =
  | { state: 'waiting' }
  | { state: 'refused'; error: unknown; token: string; onRetry: () => void }
  | { state: 'failed'; error: unknown; onRetry: () => void }
  | { state: 'open'; session: PortalSessionModel | null };

/** Opens the link in the address. One that was opened before leaves its session behind, so a reload needs no token. */
export function useLinkEntry(): LinkEntry {
  const [token, setToken] = useState(() => takeToken(location, history));
  const link = useOpenLink();
  const asked = useRef('');
  useEffect(() => {
    if (token === '' || asked.current === token) return;
    asked.current = token;
    link.mutate(token);
  }, [token, link]);
  useEffect(() => {
    // Another link opened in this very tab changes only the fragment.
    const onHash = () => {
      const next = takeToken(location, history);
      if (next !== '') setToken(next);
    };
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  const opened = token === '' || link.isSuccess;
  const session = useSessionQuery(opened);
  if (link.isError) return { state: 'refused', error: link.error, token, onRetry: () => link.mutate(token) };
  if (!opened || session.isPending) return { state: 'waiting' };
  if (session.error && !session.data)
    return { state: 'failed', error: session.error, onRetry: () => void session.refetch() };
  return { state: 'open', session: session.data ?? null };
}
