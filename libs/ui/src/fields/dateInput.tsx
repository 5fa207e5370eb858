import type { InputHTMLAttributes } from 'react';
import { Input } from './input.tsx';

export type DateInputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type' | 'prefix'> & {
  /** `YYYY-MM-DD`, or null. */
  value: string | null;
  onValueChange: (value: string | null) => void;
};

/** A calendar day. The browser's own picker, which knows how the reader writes dates. */
export function DateInput({ value, onValueChange, ...rest }: DateInputProps) {
  return (
    <Input
      {...rest}
      type="date"
      className="figures"
      value={value ?? ''}
      onChange={(event) => onValueChange(event.currentTarget.value || null)}
    />
  );
}
