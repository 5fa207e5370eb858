import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { PortalSessionModel } from '../../../src/api/models/portal.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { startSession } from '../session/sessionStore.ts';

/** Exchanges a link's token for a session. */
export function useOpenLink() {
  const api = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (token: string) => {
      const sent = await api.send<PortalSessionModel>('POST', '/portal/open', { body: { token } });
      if (sent.kind !== 'done') throw new Error('A link is opened at once or not at all.');
      startSession(queries, sent.body);
      return sent.body;
    },
  });
}
