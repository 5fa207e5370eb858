import {
  BookOpen,
  ChevronsUpDown,
  CreditCard,
  FileText,
  LayoutDashboard,
  LogOut,
  Plug,
  Plus,
  Settings,
  Terminal,
  UserRound,
  Users,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { IconButton } from '../buttons/iconButton.tsx';
import { CommandPalette } from '../keys/commandPalette.tsx';
import type { PaletteGroup } from '../keys/palette.ts';
import { ShortcutsHelp } from '../keys/shortcutsHelp.tsx';
import { Menu } from '../menus/menu.tsx';
import { AppShell } from '../shell/appShell.tsx';
import type { NavGroup } from '../shell/sideNav.tsx';
import { BrandLogo } from '../theme/brandLogo.tsx';
import { ThemeToggle } from '../theme/themeToggle.tsx';

const nav: NavGroup[] = [
  {
    items: [
      { href: '/', label: 'Dashboard', icon: <LayoutDashboard size={18} />, primary: true },
      { href: '/invoices', label: 'Invoices', icon: <FileText size={18} />, primary: true },
      { href: '/payments', label: 'Payments', icon: <CreditCard size={18} />, attention: 3, primary: true },
      { href: '/customers', label: 'Customers', icon: <Users size={18} />, primary: true },
    ],
  },
  {
    heading: 'Operate',
    items: [
      { href: '/accounting', label: 'Accounting', icon: <BookOpen size={18} /> },
      { href: '/commands', label: 'Commands', icon: <Terminal size={18} />, attention: 12 },
      { href: '/integrations', label: 'Integrations', icon: <Plug size={18} /> },
      { href: '/settings', label: 'Settings', icon: <Settings size={18} /> },
    ],
  },
];

const groups: PaletteGroup[] = [
  {
    heading: 'Actions',
    actions: [
      { id: 'new-invoice', label: 'New invoice', icon: <Plus size={16} />, keys: 'n', href: '/invoices/new' },
      { id: 'new-customer', label: 'New customer', icon: <Plus size={16} />, href: '/customers/new' },
    ],
  },
  {
    heading: 'Go to',
    actions: [
      { id: 'invoices', label: 'Invoices', icon: <FileText size={16} />, keys: 'g i', href: '/invoices' },
      { id: 'payments', label: 'Payments', icon: <CreditCard size={16} />, href: '/payments' },
    ],
  },
];

async function search(typed: string): Promise<PaletteGroup[]> {
  return [
    {
      heading: 'Customers',
      actions: [
        {
          id: 'cus_1',
          label: 'Northwind Traders Ltd',
          secondary: typed,
          icon: <Users size={16} />,
          href: '/customers/1',
        },
      ],
    },
  ];
}

export function Shell({ current, children }: { current: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <AppShell
      nav={nav}
      current={current}
      onSearch={() => setOpen(true)}
      tenantSwitcher={
        <button
          type="button"
          className="flex w-full min-w-0 items-center justify-between gap-2 rounded-md p-1 hover:bg-hover"
        >
          <BrandLogo name="Harbour & Finch" />
          <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-ink-3" />
        </button>
      }
      userMenu={
        <div className="flex items-center justify-between gap-2">
          <Menu
            align="start"
            side="top"
            trigger={<IconButton label="Account of Ada Lovelace" icon={<UserRound aria-hidden size={16} />} />}
            items={[{ id: 'out', label: 'Sign out', icon: <LogOut size={14} />, onSelect: () => undefined }]}
          />
          <ThemeToggle />
        </div>
      }
    >
      {children}
      <CommandPalette groups={groups} search={search} open={open} onOpenChange={setOpen} />
      <ShortcutsHelp />
    </AppShell>
  );
}
