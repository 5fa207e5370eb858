import { createContext, useContext } from 'react';
import { routes } from '../../routes.ts';
import { useCan } from '../../session/useSession.ts';

/** Whose events are shown: the tenant's, or, to an operator, those that came to the platform and are no tenant's. */
type Side = 'tenant' | 'platform';

export const EventSide = createContext<Side>('tenant');

/** Where the API and the pages of that side are, and whether its events may be replayed here. */
export function useEventSide() {
  const isPlatform = useContext(EventSide) === 'platform';
  const mayBill = useCan('bill');
  return isPlatform
    ? {
        isPlatform,
        root: '/operator',
        mayReplay: true,
        hrefOf: routes.platformEvent,
        list: { href: routes.setting('platform-events'), label: 'Platform’s events' },
      }
    : {
        isPlatform,
        root: '',
        mayReplay: mayBill,
        hrefOf: routes.webhook,
        list: { href: routes.webhooks, label: 'Stripe events' },
      };
}
