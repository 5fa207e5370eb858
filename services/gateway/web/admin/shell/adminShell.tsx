import { AppShell, CommandPalette, Link, type ShortcutGroup, ShortcutsHelp } from '@purser/ui';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { DashboardModel } from '../../../src/api/models/dashboard.ts';
import { useRead } from '../../shared/api/reads.ts';
import { BulkProgress } from '../bulk/bulkProgress.tsx';
import { useSession } from '../session/useSession.ts';
import { LiveFeed } from './liveFeed.tsx';
import { navOf, placeOf } from './nav.tsx';
import { usePalette } from './palette.tsx';
import { TenantSwitcher } from './tenantSwitcher.tsx';
import { jumps, useJumps } from './useJumps.ts';
import { UserMenu } from './userMenu.tsx';

const keyGroups: ShortcutGroup[] = [
  { heading: 'Go to', shortcuts: jumps.map(({ keys, label }) => ({ keys, label })) },
  {
    heading: 'Writing an invoice',
    shortcuts: [
      { keys: 'mod enter', label: 'Add a line' },
      { keys: 'alt up', label: 'Move the line up' },
      { keys: 'alt down', label: 'Move the line down' },
    ],
  },
];

/** The frame of the staff's app. */
export function AdminShell({ children }: { children: ReactNode }) {
  const [path] = useLocation();
  const [searching, setSearching] = useState(false);
  const { data } = useRead<DashboardModel>('/dashboard', { staleTime_ms: 60_000 });
  const palette = usePalette();
  useJumps();
  useFreshPage(path);
  return (
    <LiveFeed>
      <AppShell
        nav={navOf(data?.attention.length ?? 0)}
        current={placeOf(path)}
        tenantSwitcher={<TenantSwitcher />}
        userMenu={<UserMenu />}
        onSearch={() => setSearching(true)}
        banner={<TestMode />}
      >
        {children}
      </AppShell>
      <CommandPalette {...palette} open={searching} onOpenChange={setSearching} />
      <ShortcutsHelp groups={keyGroups} />
      <BulkProgress />
    </LiveFeed>
  );
}

function TestMode() {
  const { mode, links } = useSession();
  if (mode === 'live') return null;
  return (
    <section
      aria-label="Test mode"
      className="border-amber-line border-b bg-amber-soft px-4 py-1.5 text-amber text-xs sm:px-6 lg:px-8"
    >
      <p className="mx-auto flex max-w-7xl flex-wrap gap-x-4 gap-y-1">
        <span className="font-medium">
          Test mode<span className="max-[22rem]:sr-only">: no real money moves.</span>
        </span>
        {links.sandboxInspector && (
          <Link href={links.sandboxInspector} target="_blank" className="underline">
            Inspector
          </Link>
        )}
        {links.mailbox && (
          <Link href={links.mailbox} target="_blank" className="underline">
            Mailbox
          </Link>
        )}
      </p>
    </section>
  );
}

/** A new page starts at its head, and the keyboard with it. */
function useFreshPage(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    scrollTo(0, 0);
    document.getElementById('main')?.focus({ preventScroll: true });
  }, [path]);
}
