import { Tabs as Tabbed } from 'radix-ui';
import { type ReactNode, useLayoutEffect, useRef } from 'react';
import { classes } from '../classes.ts';
import { intoView } from './intoView.ts';

export type Tab = { id: string; label: string; count?: number; content: ReactNode };

export type TabsProps = {
  /** What the tabs are about, for those who do not see. */
  label: string;
  tabs: readonly Tab[];
  active: string;
  onActiveChange: (id: string) => void;
  className?: string;
};

/** Parts of one page, one at a time. */
export function Tabs({ label, tabs, active, onActiveChange, className }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tab is another place to scroll to
  useLayoutEffect(() => {
    if (list.current) showActive(list.current);
  }, [active]);
  return (
    <Tabbed.Root value={active} onValueChange={onActiveChange} className={classes('min-w-0', className)}>
      <Tabbed.List
        ref={list}
        aria-label={label}
        className="no-bar relative flex gap-1 overflow-x-auto border-line border-b"
      >
        {tabs.map(({ id, label: word, count }) => (
          <Tabbed.Trigger
            key={id}
            value={id}
            className={classes(
              '-mb-px flex h-10 shrink-0 items-center gap-2 border-transparent border-b-2 px-3 font-medium text-ink-3 text-sm hover:text-ink',
              'data-[state=active]:border-brand-text data-[state=active]:text-ink focus-visible:-outline-offset-2',
            )}
          >
            {word}
            {count !== undefined && <span className="figures text-ink-3 text-xs">{count}</span>}
          </Tabbed.Trigger>
        ))}
      </Tabbed.List>
      {tabs.map(({ id, content }) => (
        <Tabbed.Content key={id} value={id} className="pt-5">
          {content}
        </Tabbed.Content>
      ))}
    </Tabbed.Root>
  );
}

/** Scrolls the row of tabs, and nothing else, to the active one. */
function showActive(list: HTMLElement): void {
  const tab = list.querySelector<HTMLElement>('[data-state="active"]');
  if (!tab) return;
  list.scrollLeft = intoView({
    from: list.scrollLeft,
    width: list.clientWidth,
    start: tab.offsetLeft,
    end: tab.offsetLeft + tab.offsetWidth,
  });
}
