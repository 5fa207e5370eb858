import type { NavGroup } from '@purser/ui';
import {
  Banknote,
  BookOpen,
  ChartNoAxesColumn,
  FileText,
  HandCoins,
  LayoutDashboard,
  Mail,
  Repeat,
  Settings,
  Users,
  Workflow,
} from 'lucide-react';
import { routes } from '../routes.ts';

const SIZE = 18;

/** Where a page belongs in the navigation: the parts of Operations share one place. */
export function placeOf(path: string): string {
  const ofPayments = [routes.disputes, routes.autopay, routes.payouts, routes.reconciliation];
  if (ofPayments.some((part) => path.startsWith(part))) return routes.payments;
  return path.startsWith(routes.alarms) || path.startsWith(routes.webhooks) ? routes.commands : path;
}

/** `attention` is how many things wait for a person. */
export function navOf(attention: number): readonly NavGroup[] {
  return [
    {
      items: [
        { href: routes.dashboard, label: 'Dashboard', icon: <LayoutDashboard size={SIZE} />, attention, primary: true },
        { href: routes.invoices, label: 'Invoices', icon: <FileText size={SIZE} />, primary: true },
        { href: routes.quotes, label: 'Quotes', icon: <HandCoins size={SIZE} /> },
        { href: routes.recurring, label: 'Recurring', icon: <Repeat size={SIZE} /> },
        { href: routes.customers, label: 'Customers', icon: <Users size={SIZE} />, primary: true },
        { href: routes.payments, label: 'Payments', icon: <Banknote size={SIZE} />, primary: true },
        { href: routes.mails, label: 'Mails', icon: <Mail size={SIZE} /> },
        { href: routes.reports, label: 'Reports', icon: <ChartNoAxesColumn size={SIZE} /> },
      ],
    },
    {
      heading: 'Behind the scenes',
      items: [
        { href: routes.commands, label: 'Operations', icon: <Workflow size={SIZE} /> },
        { href: routes.setting('accounting'), label: 'Accounting', icon: <BookOpen size={SIZE} /> },
        { href: routes.settings, label: 'Settings', icon: <Settings size={SIZE} /> },
      ],
    },
  ];
}
