import { Switch as Toggle } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { classes } from '../classes.ts';

export type SwitchProps = {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  /** Being saved: it shows the new position and takes no second press. */
  busy?: boolean;
  className?: string;
};

/** For what takes effect at once; what is saved with a form is a Checkbox. */
export function Switch({ checked, onCheckedChange, label, hint, disabled, busy, className }: SwitchProps) {
  const id = useId();
  return (
    <div className={classes('flex items-start justify-between gap-4', className)}>
      <div className="min-w-0">
        <label htmlFor={id} className="font-medium text-sm">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-ink-3 text-xs">
            {hint}
          </p>
        )}
      </div>
      <Toggle.Root
        id={id}
        checked={checked}
        disabled={disabled}
        aria-busy={busy || undefined}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onCheckedChange={(next) => {
          if (!busy) onCheckedChange(next);
        }}
        className={classes(
          'relative mt-0.5 h-5 w-9 shrink-0 rounded-full bg-line-field transition-colors data-[state=checked]:bg-brand',
          'after:absolute after:-inset-2 disabled:opacity-50',
        )}
      >
        <Toggle.Thumb className="block size-4 translate-x-0.5 rounded-full bg-[#fff] shadow-card transition-transform data-[state=checked]:translate-x-4.5" />
      </Toggle.Root>
    </div>
  );
}
