import { ChevronDown } from 'lucide-react';
import type { Ref, SelectHTMLAttributes } from 'react';
import { controlLook, oneLine } from './controlLook.ts';
import { useFieldWiring } from './field.tsx';

export type SelectOption = { value: string; label: string; disabled?: boolean };

export type SelectProps = Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'children'> & {
  options: readonly SelectOption[];
  /** Shown while nothing is chosen. */
  placeholder?: string;
  onValueChange?: (value: string) => void;
  ref?: Ref<HTMLSelectElement>;
};

/** The browser's own select: it works with every keyboard, reader and phone there is. */
export function Select({ options, placeholder, onValueChange, className, ...rest }: SelectProps) {
  return (
    <div className="relative min-w-0">
      <select
        {...useFieldWiring()}
        {...rest}
        onChange={(event) => onValueChange?.(event.currentTarget.value)}
        className={controlLook(oneLine, 'appearance-none truncate pr-9', className)}
      >
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map(({ value, label, disabled }) => (
          <option key={value} value={value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        size={16}
        className="pointer-events-none absolute inset-y-0 right-3 my-auto text-ink-3"
      />
    </div>
  );
}
