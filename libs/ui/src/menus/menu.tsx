import { DropdownMenu as Drop } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { classes } from '../classes.ts';
import { KeyHint } from '../keys/keyHint.tsx';
import { Link } from '../link.tsx';

export type MenuItem =
  | {
      kind?: 'action';
      id: string;
      label: string;
      tone?: 'normal' | 'danger';
      icon?: ReactNode;
      keys?: string;
      disabled?: boolean;
      onSelect: () => void;
    }
  | { kind: 'link'; id: string; label: string; icon?: ReactNode; href: string; tone?: 'normal' | 'danger' }
  | {
      kind: 'check';
      id: string;
      label: string;
      checked: boolean;
      disabled?: boolean;
      onCheckedChange: (checked: boolean) => void;
    }
  | { kind: 'line'; id: string }
  | { kind: 'heading'; id: string; label: string };

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement;
  items: readonly MenuItem[];
  align?: 'start' | 'end';
  side?: 'top' | 'bottom';
};

const row =
  'flex cursor-pointer select-none items-center gap-2 rounded-md px-2.5 py-1.5 text-sm no-underline outline-none data-[highlighted]:bg-hover data-[disabled]:cursor-not-allowed data-[disabled]:opacity-50 pointer-coarse:py-2.5';

/** Actions on one thing. Harm stands last and in red. */
export function Menu({ trigger, items, align = 'end', side = 'bottom' }: MenuProps) {
  return (
    <Drop.Root modal={false}>
      <Drop.Trigger asChild>{trigger}</Drop.Trigger>
      <Drop.Portal>
        <Drop.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="motion-drop z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 overflow-y-auto rounded-lg bg-raised p-1 shadow-float"
        >
          {items.map((item) => (
            <Row key={item.id} item={item} />
          ))}
        </Drop.Content>
      </Drop.Portal>
    </Drop.Root>
  );
}

function Row({ item }: { item: MenuItem }) {
  switch (item.kind) {
    case 'line':
      return <Drop.Separator className="my-1 h-px bg-line" />;
    case 'heading':
      return <Drop.Label className="px-2.5 py-1.5 font-medium text-ink-3 text-xs">{item.label}</Drop.Label>;
    case 'link':
      return (
        <Drop.Item asChild>
          <Link href={item.href} className={classes(row, item.tone === 'danger' && 'text-red')}>
            {item.icon}
            <span className="min-w-0 flex-1 truncate">{item.label}</span>
          </Link>
        </Drop.Item>
      );
    case 'check':
      return (
        <Drop.CheckboxItem
          checked={item.checked}
          disabled={item.disabled}
          onCheckedChange={item.onCheckedChange}
          onSelect={(event) => event.preventDefault()}
          className={row}
        >
          <span
            aria-hidden
            className="grid size-4 place-items-center rounded-[4px] border border-line-field text-brand-text text-xs leading-none"
          >
            <Drop.ItemIndicator>✓</Drop.ItemIndicator>
          </span>
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
        </Drop.CheckboxItem>
      );
    default:
      return (
        <Drop.Item
          disabled={item.disabled}
          onSelect={item.onSelect}
          className={classes(row, item.tone === 'danger' && 'text-red')}
        >
          {item.icon}
          <span className="min-w-0 flex-1 truncate">{item.label}</span>
          {item.keys && <KeyHint keys={item.keys} />}
        </Drop.Item>
      );
  }
}
