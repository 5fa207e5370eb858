import { classes } from '../classes.ts';

/** The look that every control with a box shares. */
export function controlLook(...more: (string | false | undefined)[]): string {
  return classes(
    'w-full min-w-0 rounded-md border border-line-field bg-surface px-3 text-ink text-sm transition-colors hover:border-ink-3',
    'disabled:border-line-strong disabled:bg-sunken disabled:text-ink-3 [&[readonly]]:bg-sunken',
    'focus-visible:border-brand-text focus-visible:outline-offset-0',
    'aria-invalid:border-red aria-invalid:focus-visible:outline-red',
    ...more,
  );
}

export const oneLine = 'h-9 pointer-coarse:h-11';
