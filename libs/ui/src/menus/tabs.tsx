import { Tabs as Tabbed } from 'radix-ui';
import type { ReactNode } from 'react';
import { classes } from '../classes.ts';

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
  return (
    <Tabbed.Root value={active} onValueChange={onActiveChange} className={classes('min-w-0', className)}>
      <Tabbed.List aria-label={label} className="no-bar flex gap-1 overflow-x-auto border-line border-b">
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
