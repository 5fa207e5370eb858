import { Command } from 'cmdk';
import { Search } from 'lucide-react';
import { Dialog as Modal } from 'radix-ui';
import { useEffect, useState } from 'react';
import { useReturnFocus } from '../feedback/useReturnFocus.ts';
import { useSurroundings } from '../theme/surroundings.tsx';
import { KeyHint } from './keyHint.tsx';
import type { PaletteAction, PaletteGroup } from './palette.ts';
import { useFound } from './useFound.ts';
import { useKey } from './useKey.ts';

export type CommandPaletteProps = {
  /** Places and actions, found by their words in the browser. */
  groups: readonly PaletteGroup[];
  /** Finds things on the server (customers, invoices) by what is typed. */
  search?: (typed: string, signal: AbortSignal) => Promise<readonly PaletteGroup[]>;
  /** Opened from outside, as by a button. Without it ctrl or command and K alone open it. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
};

/** Everything from one box: ctrl or command and K. */
export function CommandPalette({ groups, search, open: openOutside, onOpenChange }: CommandPaletteProps) {
  const { navigate } = useSurroundings();
  const [openInside, setOpenInside] = useState(false);
  const open = openOutside ?? openInside;
  const setOpen = onOpenChange ?? setOpenInside;
  const [typed, setTyped] = useState('');
  const { found, loading, failed } = useFound(search, typed);
  useKey('mod+k', (event) => {
    event.preventDefault();
    setOpen(!open);
  });
  useEffect(() => {
    if (!open) setTyped('');
  }, [open]);
  const take = (action: PaletteAction) => {
    setOpen(false);
    if (action.run) action.run();
    else if (navigate) navigate(action.href);
    else location.assign(action.href);
  };
  const focus = useReturnFocus();
  return (
    <Modal.Root open={open} onOpenChange={setOpen}>
      <Modal.Portal>
        <Modal.Overlay className="motion-fade fixed inset-0 z-40 bg-scrim" />
        <Modal.Content
          {...focus}
          aria-describedby={undefined}
          className="motion-drop fixed inset-x-3 top-[12dvh] z-50 mx-auto max-w-xl overflow-hidden rounded-xl bg-raised shadow-dialog outline-none"
        >
          <Modal.Title className="sr-only">Find anything</Modal.Title>
          <Command label="Find anything" loop>
            <div className="flex items-center gap-3 border-line border-b px-4">
              <Search aria-hidden size={16} className="shrink-0 text-ink-3" />
              <Command.Input
                value={typed}
                onValueChange={setTyped}
                placeholder="Find a page, an action, a customer, an invoice, a quote…"
                className="h-13 w-full min-w-0 bg-transparent text-base outline-none"
              />
              <KeyHint keys="escape" className="pointer-coarse:hidden" />
            </div>
            <Command.List
              label="Results"
              className="max-h-[min(24rem,60dvh)] overflow-y-auto p-2 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-xs"
            >
              {!loading && !failed && (
                <Command.Empty className="px-3 py-8 text-center text-ink-3">Nothing found.</Command.Empty>
              )}
              {groups.map((group) => (
                <Group key={group.heading} group={group} onTake={take} />
              ))}
              {found.map((group) => (
                <Group key={group.heading} group={group} onTake={take} foundFor={typed} />
              ))}
            </Command.List>
            {(loading || failed) && (
              <p role="status" className="border-line border-t px-4 py-2 text-ink-3 text-xs">
                {failed ? 'The search could not be done. Type again to retry.' : 'Searching…'}
              </p>
            )}
          </Command>
        </Modal.Content>
      </Modal.Portal>
    </Modal.Root>
  );
}

function Group({
  group,
  onTake,
  foundFor,
}: {
  group: PaletteGroup;
  onTake: (action: PaletteAction) => void;
  foundFor?: string;
}) {
  return (
    <Command.Group heading={group.heading}>
      {group.actions.map((action) => (
        <Command.Item
          key={action.id}
          value={`${action.label} ${action.id}`}
          // What the server found stays, though its words are not those typed.
          keywords={[...(action.keywords ?? []), ...(foundFor ? [foundFor] : [])]}
          onSelect={() => onTake(action)}
          className="flex cursor-pointer items-center gap-3 rounded-md px-2.5 py-2 text-sm data-[selected=true]:bg-hover pointer-coarse:py-3"
        >
          {action.icon && <span className="shrink-0 text-ink-3">{action.icon}</span>}
          <span className="min-w-0 flex-1 truncate">{action.label}</span>
          {action.secondary && <span className="shrink-0 truncate text-ink-3 text-xs">{action.secondary}</span>}
          {action.keys && <KeyHint keys={action.keys} className="pointer-coarse:hidden" />}
        </Command.Item>
      ))}
    </Command.Group>
  );
}
