import { dropDrafts, KeyHint, Menu, ThemeToggle, toast } from '@purser/ui';
import { useQueryClient } from '@tanstack/react-query';
import { LogOut, UserRound } from 'lucide-react';
import { useApi } from '../../shared/api/apiContext.tsx';
import { statusOf } from '../../shared/api/apiError.ts';
import { routes } from '../routes.ts';
import { roleWords } from '../session/roleWords.ts';
import { leaveSession } from '../session/sessionStore.ts';
import { useSession } from '../session/useSession.ts';

/** Who is signed in, how the app looks, and the way out. */
export function UserMenu() {
  const { staff, role } = useSession();
  const signOut = useSignOut();
  return (
    <div className="flex flex-col gap-2">
      <Menu
        side="top"
        align="start"
        trigger={
          <button
            type="button"
            className="flex w-full min-w-0 items-center gap-2 rounded-md p-1.5 text-left hover:bg-hover data-[state=open]:bg-hover"
          >
            <span
              aria-hidden
              className="grid size-7 shrink-0 place-items-center rounded-full bg-brand-soft font-medium text-brand-text text-xs"
            >
              {initials(staff.name)}
            </span>
            <span className="min-w-0">
              <span className="block truncate font-medium text-sm leading-4">{staff.name}</span>
              <span className="block truncate text-ink-3 text-xs">{roleWords[role]}</span>
            </span>
            <span className="sr-only">, your account</span>
          </button>
        }
        items={[
          { kind: 'heading', id: 'email', label: staff.email },
          {
            kind: 'link',
            id: 'account',
            label: 'Your account',
            icon: <UserRound aria-hidden size={14} />,
            href: routes.setting('account'),
          },
          { kind: 'line', id: 'line' },
          { id: 'signOut', label: 'Sign out', icon: <LogOut aria-hidden size={14} />, onSelect: () => void signOut() },
        ]}
      />
      <div className="flex items-center justify-between px-1.5 text-ink-3 text-xs">
        <span className="inline-flex items-center gap-1.5 pointer-coarse:invisible">
          <KeyHint keys="?" /> Keys
        </span>
        <ThemeToggle />
      </div>
    </div>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}

function useSignOut(): () => Promise<void> {
  const api = useApi();
  const queries = useQueryClient();
  return async () => {
    try {
      await api.send('DELETE', '/session');
    } catch (error) {
      if (statusOf(error) !== 401) {
        toast('You could not be signed out: the server did not answer. Try again.', { tone: 'danger' });
        return;
      }
    }
    dropDrafts();
    leaveSession(queries);
  };
}
