import { createContext, useContext } from 'react';
import { useCan } from '../../session/useSession.ts';

/** Whose Stripe account is set up: the tenant's, or, by an operator, that of the platform. */
type Side = 'tenant' | 'platform';

export const StripeSide = createContext<Side>('tenant');

/** Where the API of that side is, and whether it may be changed here. */
export function useStripeSide(): { isPlatform: boolean; path: string; mayAdminister: boolean } {
  const isPlatform = useContext(StripeSide) === 'platform';
  const mayAdminister = useCan('administer');
  return { isPlatform, path: isPlatform ? '/operator/stripe' : '/stripe', mayAdminister: isPlatform || mayAdminister };
}
