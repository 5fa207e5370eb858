import type { InputHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from '../classes.ts';
import { controlLook, oneLine } from './controlLook.ts';
import { useFieldWiring } from './field.tsx';

export type InputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'prefix'> & {
  /** Stands inside the box, before or after the text: a unit, an icon. */
  prefix?: ReactNode;
  suffix?: ReactNode;
  ref?: Ref<HTMLInputElement>;
};

export function Input({ prefix, suffix, className, ...rest }: InputProps) {
  const wiring = useFieldWiring();
  const input = (
    <input
      type="text"
      {...wiring}
      {...rest}
      className={controlLook(oneLine, Boolean(prefix) && 'pl-9', Boolean(suffix) && 'pr-12', className)}
    />
  );
  if (!prefix && !suffix) return input;
  return (
    <div className="relative min-w-0">
      {prefix && <Inside side="left-3">{prefix}</Inside>}
      {input}
      {suffix && <Inside side="right-3">{suffix}</Inside>}
    </div>
  );
}

function Inside({ side, children }: { side: string; children: ReactNode }) {
  return (
    <span
      className={classes('pointer-events-none absolute inset-y-0 flex items-center text-ink-3 text-sm', side)}
      aria-hidden
    >
      {children}
    </span>
  );
}
