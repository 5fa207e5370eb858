import { Ellipsis } from 'lucide-react';
import { classes } from '../classes.ts';
import { Link } from '../link.tsx';
import { currentItem, type NavGroup } from './sideNav.tsx';

const MOST = 4;

/** The main places at the foot of a phone, and a button for the rest. */
export function BottomNav({
  groups,
  current,
  onMore,
}: {
  groups: readonly NavGroup[];
  current: string;
  onMore: () => void;
}) {
  const items = groups.flatMap((group) => group.items);
  const primary = items.filter((item) => item.primary);
  const shown = (primary.length > 0 ? primary : items).slice(0, MOST);
  const here = currentItem(groups, current);
  const look =
    'relative flex h-14 min-w-0 flex-col items-center justify-center gap-0.5 px-0.5 tracking-tight text-[0.6875rem] no-underline';
  return (
    <nav
      aria-label="Main places"
      className="fixed inset-x-0 bottom-0 z-30 border-line border-t bg-surface pb-[env(safe-area-inset-bottom)] lg:hidden"
    >
      <ul className="grid auto-cols-fr grid-flow-col">
        {shown.map(({ href, label, icon, attention }) => (
          <li key={href} className="min-w-0">
            <Link
              href={href}
              aria-current={href === here ? 'page' : undefined}
              className={classes(look, href === here ? 'font-medium text-brand-text' : 'text-ink-2')}
            >
              <span aria-hidden>{icon}</span>
              <span className="max-w-full truncate">{label}</span>
              {Boolean(attention) && (
                <span className="absolute top-2 left-1/2 ml-2 size-2 rounded-full bg-amber-solid">
                  <span className="sr-only">, attention: {attention}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
        <li className="min-w-0">
          <button type="button" onClick={onMore} className={classes(look, 'w-full text-ink-2')}>
            <Ellipsis aria-hidden size={18} />
            More
          </button>
        </li>
      </ul>
    </nav>
  );
}
