import type { ReactNode } from 'react';
import { classes } from '../classes.ts';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

const tones: Record<Tone, string> = {
  neutral: 'border-line-strong bg-sunken text-ink-2',
  info: 'border-brand-line bg-brand-soft text-brand-text',
  success: 'border-green-line bg-green-soft text-green',
  warning: 'border-amber-line bg-amber-soft text-amber',
  danger: 'border-red-line bg-red-soft text-red',
};

/** A word with a tone. The word alone says it all. */
export function Badge({ tone = 'neutral', icon, children }: { tone?: Tone; icon?: ReactNode; children: ReactNode }) {
  return (
    <span
      className={classes(
        'inline-flex h-5 max-w-full shrink-0 items-center gap-1 whitespace-nowrap rounded-full border px-2 font-medium text-xs leading-none',
        tones[tone],
      )}
    >
      {icon}
      <span className="truncate leading-4">{children}</span>
    </span>
  );
}
