import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import { Link } from '../link.tsx';

export type NavItem = {
  href: string;
  label: string;
  /** 18 px. */
  icon: ReactNode;
  /** How many wait for attention; nothing at zero. */
  attention?: number;
  /** Stands at the foot of a phone; at most four do. */
  primary?: boolean;
};

export type NavGroup = { heading?: string; items: readonly NavItem[] };

export function SideNav({
  groups,
  current,
  onGo,
}: {
  groups: readonly NavGroup[];
  current: string;
  onGo?: () => void;
}) {
  const here = currentItem(groups, current);
  return (
    <nav aria-label="Main" className="min-h-0 flex-1 overflow-y-auto px-3 py-1">
      {groups.map(({ heading, items }) => (
        <div key={heading ?? ''} className="pb-4">
          {heading && <p className="px-2.5 pb-1 font-medium text-ink-3 text-xs">{heading}</p>}
          <ul className="flex flex-col gap-px">
            {items.map(({ href, label, icon, attention }) => (
              <li key={href}>
                <Link
                  href={href}
                  aria-current={href === here ? 'page' : undefined}
                  onClick={onGo}
                  className={classes(
                    'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm no-underline pointer-coarse:h-11',
                    href === here ? 'bg-line font-medium text-ink' : 'text-ink-2 hover:bg-hover hover:text-ink',
                  )}
                >
                  <span aria-hidden className={href === here ? 'text-brand-text' : 'text-ink-3'}>
                    {icon}
                  </span>
                  <span className="min-w-0 flex-1 truncate">{label}</span>
                  {Boolean(attention) && <Attention count={attention ?? 0} />}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}

function Attention({ count }: { count: number }) {
  return (
    <span className="figures grid h-5 min-w-5 place-items-center rounded-full border border-amber-line bg-amber-soft px-1.5 font-medium text-amber text-xs leading-none">
      <span className="sr-only">, attention: </span>
      {count > 99 ? '99+' : count}
    </span>
  );
}

/** The item whose address the page starts with; the longest, where several do. */
export function currentItem(groups: readonly NavGroup[], current: string): string | undefined {
  return groups
    .flatMap(({ items }) => items.map(({ href }) => href))
    .filter((href) => current === href || current.startsWith(href.endsWith('/') ? href : `${href}/`))
    .toSorted((a, b) => b.length - a.length)[0];
}
