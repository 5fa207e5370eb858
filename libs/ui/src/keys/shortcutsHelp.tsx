import { useState } from 'react';
import { Dialog } from '../feedback/dialog.tsx';
import { KeyHint } from './keyHint.tsx';
import { useKey } from './useKey.ts';

export type ShortcutGroup = { heading: string; shortcuts: readonly { keys: string; label: string }[] };

/** What the keys do; `?` opens it. The keys of every panel are there already. */
export function ShortcutsHelp({ groups = [] }: { groups?: readonly ShortcutGroup[] }) {
  const [open, setOpen] = useState(false);
  useKey('?', () => setOpen(true));
  return (
    <Dialog open={open} onOpenChange={setOpen} title="Keys" width="medium">
      {/* What can be scrolled must be reached by the keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: as said */}
      <section tabIndex={0} aria-label="Keys" className="grid gap-x-8 gap-y-5 pb-5 sm:grid-cols-2">
        {[everywhere, lists, ...groups].map(({ heading, shortcuts }) => (
          <section key={heading}>
            <h3 className="pb-1 font-medium text-ink-3 text-xs">{heading}</h3>
            <dl>
              {shortcuts.map(({ keys, label }) => (
                <div
                  key={keys}
                  className="flex items-center justify-between gap-4 border-line border-b py-1.5 last:border-b-0"
                >
                  <dt>{label}</dt>
                  <dd>
                    <KeyHint keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}

const everywhere: ShortcutGroup = {
  heading: 'Everywhere',
  shortcuts: [
    { keys: 'mod k', label: 'Find anything' },
    { keys: '/', label: 'Search this list' },
    { keys: '?', label: 'These keys' },
  ],
};

const lists: ShortcutGroup = {
  heading: 'In a list',
  shortcuts: [
    { keys: 'j', label: 'Next row' },
    { keys: 'k', label: 'Row before' },
    { keys: 'enter', label: 'Open the row' },
    { keys: 'x', label: 'Select the row' },
    { keys: 'escape', label: 'Select nothing' },
  ],
};
