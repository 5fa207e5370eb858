import { applyBrand } from '@purser/ui';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { createContext, useContext, useEffect } from 'react';
import type { PortalSessionModel } from '../../../src/api/models/portal.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { statusOf } from '../../shared/api/apiError.ts';
import { sessionKey } from './sessionStore.ts';

/** Who is here; null when nobody is. The page takes on the tenant's brand with it. */
export function useSessionQuery(enabled = true): UseQueryResult<PortalSessionModel | null> {
  const api = useApi();
  const query = useQuery<PortalSessionModel | null>({
    queryKey: sessionKey,
    queryFn: async ({ signal }) => {
      try {
        return await api.get<PortalSessionModel>('/portal/session', {}, signal);
      } catch (error) {
        if (statusOf(error) === 401) return null;
        throw error;
      }
    },
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const brand = query.data?.tenant.brand;
  useEffect(() => {
    if (brand) applyBrand(brand);
  }, [brand]);
  return query;
}

export const SessionContext = createContext<PortalSessionModel | undefined>(undefined);

export function useSession(): PortalSessionModel {
  const session = useContext(SessionContext);
  if (!session) throw new Error('useSession stands outside of a session.');
  return session;
}
