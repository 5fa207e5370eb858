import { classes } from '../classes.ts';

/** Keys to press together or after each other, as in `mod k` or `g i`; `mod` is written as the machine writes it. */
export function KeyHint({ keys, className }: { keys: string; className?: string }) {
  return (
    <span className={classes('inline-flex gap-0.5', className)}>
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className="inline-grid h-5 min-w-5 place-items-center rounded-[4px] border border-line-strong bg-surface px-1 font-sans text-[0.6875rem] text-ink-3 leading-none"
        >
          {keyName(key)}
        </kbd>
      ))}
    </span>
  );
}

const names: Record<string, string> = {
  enter: '↵',
  escape: 'esc',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  shift: '⇧',
};

function keyName(key: string): string {
  if (key === 'mod') return isApple() ? '⌘' : 'ctrl';
  return names[key] ?? key;
}

function isApple(): boolean {
  return typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);
}
