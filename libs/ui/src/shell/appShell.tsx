import { Menu as MenuIcon, Search, X } from 'lucide-react';
import { Dialog as Modal } from 'radix-ui';
import { type ReactNode, useState } from 'react';
import { IconButton } from '../buttons/iconButton.tsx';
import { classes } from '../classes.ts';
import { KeyHint } from '../keys/keyHint.tsx';
import { BottomNav } from './bottomNav.tsx';
import { type NavGroup, SideNav } from './sideNav.tsx';

export type AppShellProps = {
  nav: readonly NavGroup[];
  /** The page shown, as a path; the item whose address it starts with is marked. */
  current: string;
  /** At the head of the side: a tenant's name and the choice of another. */
  tenantSwitcher: ReactNode;
  /** At its foot: who is signed in, theme, sign out. */
  userMenu: ReactNode;
  /** Opens the command palette. */
  onSearch?: () => void;
  /** Over the page: test mode, a problem that all should know. */
  banner?: ReactNode;
  children: ReactNode;
};

/** The frame of an app: navigation at the side on a desk, at the foot and behind a button on a phone. */
export function AppShell({ nav, current, tenantSwitcher, userMenu, onSearch, banner, children }: AppShellProps) {
  const [open, setOpen] = useState(false);
  const side = (
    <>
      {onSearch && <SearchButton onSearch={onSearch} />}
      <SideNav groups={nav} current={current} onGo={() => setOpen(false)} />
      <div className="border-line border-t p-3">{userMenu}</div>
    </>
  );
  return (
    <div className="min-h-dvh max-lg:[--shell-top:3.5rem] lg:grid lg:grid-cols-[15rem_minmax(0,1fr)]">
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-ink px-3 py-2 text-canvas text-sm focus:translate-y-0"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col border-line border-r lg:flex">
        <div className="p-3">{tenantSwitcher}</div>
        {side}
      </aside>
      <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-line border-b bg-canvas px-3 lg:hidden">
        <IconButton label="Open navigation" icon={<MenuIcon aria-hidden size={20} />} onClick={() => setOpen(true)} />
        <div className="min-w-0 flex-1">{tenantSwitcher}</div>
        {onSearch && <IconButton label="Find anything" icon={<Search aria-hidden size={20} />} onClick={onSearch} />}
      </header>
      <div className="min-w-0">
        {banner}
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-7xl px-4 py-5 outline-none max-lg:pb-24 sm:px-6 lg:px-8 lg:py-7"
        >
          {children}
        </main>
      </div>
      <BottomNav groups={nav} current={current} onMore={() => setOpen(true)} />
      <Modal.Root open={open} onOpenChange={setOpen}>
        <Modal.Portal>
          <Modal.Overlay className="motion-fade fixed inset-0 z-40 bg-scrim lg:hidden" />
          <Modal.Content
            aria-describedby={undefined}
            className="motion-fade fixed inset-y-0 left-0 z-50 flex w-[min(20rem,85vw)] flex-col bg-canvas shadow-dialog outline-none lg:hidden"
          >
            <div className="flex h-14 items-center justify-between px-4">
              <Modal.Title className="font-semibold text-sm">Navigation</Modal.Title>
              <Modal.Close asChild>
                <IconButton label="Close navigation" icon={<X aria-hidden size={18} />} />
              </Modal.Close>
            </div>
            {side}
          </Modal.Content>
        </Modal.Portal>
      </Modal.Root>
    </div>
  );
}

function SearchButton({ onSearch }: { onSearch: () => void }) {
  return (
    <div className="px-3 pb-2">
      <button
        type="button"
        onClick={onSearch}
        className={classes(
          'flex h-8 w-full items-center gap-2 rounded-md border border-line-strong bg-surface px-2.5 text-ink-3 text-sm shadow-card hover:text-ink',
          'pointer-coarse:h-11',
        )}
      >
        <Search aria-hidden size={14} />
        <span className="flex-1 text-left">Find anything</span>
        <KeyHint keys="mod k" className="pointer-coarse:hidden" />
      </button>
    </div>
  );
}
