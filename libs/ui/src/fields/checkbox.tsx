import { Check, Minus } from 'lucide-react';
import { Checkbox as Box } from 'radix-ui';
import { type ReactNode, useId } from 'react';
import { classes } from '../classes.ts';

export type CheckboxProps = {
  checked: boolean | 'indeterminate';
  onCheckedChange: (checked: boolean) => void;
  /** Shown beside the box, or only read out when `hideLabel`. */
  label: ReactNode;
  hideLabel?: boolean;
  hint?: ReactNode;
  disabled?: boolean;
  name?: string;
  className?: string;
};

export function Checkbox({
  checked,
  onCheckedChange,
  label,
  hideLabel,
  hint,
  disabled,
  name,
  className,
}: CheckboxProps) {
  const id = useId();
  return (
    <div className={classes('flex items-start gap-2.5', className)}>
      <Box.Root
        id={id}
        name={name}
        checked={checked}
        disabled={disabled}
        onCheckedChange={(next) => onCheckedChange(next === true)}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={classes(
          'mt-0.5 grid size-4 shrink-0 place-items-center rounded-[4px] border border-line-field bg-surface text-on-brand',
          'data-[state=checked]:border-brand data-[state=checked]:bg-brand',
          'data-[state=indeterminate]:border-brand data-[state=indeterminate]:bg-brand disabled:opacity-50',
          'relative after:absolute after:-inset-1 pointer-coarse:after:-inset-3.5',
        )}
      >
        <Box.Indicator>
          {checked === 'indeterminate' ? (
            <Minus aria-hidden size={12} strokeWidth={3} />
          ) : (
            <Check aria-hidden size={12} strokeWidth={3} />
          )}
        </Box.Indicator>
      </Box.Root>
      <div className={classes('min-w-0', hideLabel && 'sr-only')}>
        <label htmlFor={id} className="text-sm">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-ink-3 text-xs">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
