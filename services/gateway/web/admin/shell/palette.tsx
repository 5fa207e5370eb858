import { type CommandPaletteProps, moneyText, type PaletteGroup, useSurroundings } from '@purser/ui';
import { Building2, FilePlus, FileText, HandCoins, UserPlus, Users } from 'lucide-react';
import type { SearchModel } from '../../../src/api/models/search.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { routes } from '../routes.ts';
import { jumps } from './useJumps.ts';

const groups: readonly PaletteGroup[] = [
  {
    heading: 'Do',
    actions: [
      {
        id: 'newInvoice',
        label: 'New invoice',
        icon: <FilePlus size={16} />,
        href: routes.newInvoice,
        keywords: ['create', 'bill', 'draft'],
      },
      {
        id: 'newQuote',
        label: 'New quote',
        icon: <HandCoins size={16} />,
        href: routes.newQuote,
        keywords: ['create', 'offer', 'estimate', 'draft'],
      },
      {
        id: 'newCustomer',
        label: 'New customer',
        icon: <UserPlus size={16} />,
        href: routes.newCustomer,
        keywords: ['create', 'add'],
      },
    ],
  },
  {
    heading: 'Go to',
    actions: [
      ...jumps.map(({ keys, label, href }) => ({ id: href, label, href, keys })),
      { id: 'accounting', label: 'Accounting', href: routes.setting('accounting'), keywords: ['xero', 'books'] },
      {
        id: 'company',
        label: 'Company and brand',
        href: routes.setting('company'),
        icon: <Building2 size={16} />,
        keywords: ['logo', 'address', 'bank'],
      },
      { id: 'apiKeys', label: 'API keys', href: routes.setting('api-keys'), keywords: ['token', 'program'] },
      {
        id: 'account',
        label: 'Your account',
        href: routes.setting('account'),
        keywords: ['password', 'sessions', 'sign out'],
      },
    ],
  },
];

/** What the palette offers: places, acts, and what the server finds. */
export function usePalette(): Pick<CommandPaletteProps, 'groups' | 'search'> {
  const api = useApi();
  const { locale } = useSurroundings();
  const search = async (typed: string, signal: AbortSignal): Promise<readonly PaletteGroup[]> => {
    const { customers, invoices, quotes } = await api.get<SearchModel>('/search', { q: typed }, signal);
    const found: PaletteGroup[] = [
      {
        heading: 'Customers',
        actions: customers.map(({ id, name, email }) => ({
          id,
          label: name,
          secondary: email,
          icon: <Users size={16} />,
          href: routes.customer(id),
        })),
      },
      {
        heading: 'Invoices',
        actions: invoices.map(({ id, number, customer, total }) => ({
          id,
          label: [number ?? 'Draft', customer.name].filter(Boolean).join(' · '),
          secondary: moneyText(total.amount, total.currency, locale),
          icon: <FileText size={16} />,
          href: routes.invoice(id),
        })),
      },
      {
        heading: 'Quotes',
        actions: quotes.map(({ id, number, version, customer, total }) => ({
          id,
          label: [number ?? 'Draft', version > 1 && `version ${version}`, customer.name].filter(Boolean).join(' · '),
          secondary: moneyText(total.amount, total.currency, locale),
          icon: <HandCoins size={16} />,
          href: routes.quote(id),
        })),
      },
    ];
    return found.filter(({ actions }) => actions.length > 0);
  };
  return { groups, search };
}
