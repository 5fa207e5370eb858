import { createContext, type ReactNode, useContext, useId, useMemo } from 'react';
import { classes } from '../classes.ts';

type Wiring = { id: string; describedBy: string | undefined; invalid: boolean; required: boolean };

const FieldContext = createContext<Wiring | undefined>(undefined);

export type FieldProps = {
  label: string;
  /** What to enter, before anything is wrong. */
  hint?: ReactNode;
  /** What is wrong and what to do; it is read out when it appears. */
  error?: ReactNode;
  /** Shown as "optional" when false is said outright; most fields are required and say nothing. */
  required?: boolean;
  /** The label is there for those who do not see, where the place says it already. */
  hideLabel?: boolean;
  className?: string;
  children: ReactNode;
};

/** A label with its control, hint and error, tied together so that a reader hears all three. The control is any field part of this library. */
export function Field({ label, hint, error, required, hideLabel = false, className, children }: FieldProps) {
  const id = useId();
  const wiring = useMemo(
    () => ({
      id,
      describedBy: [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined,
      invalid: Boolean(error),
      required: required === true,
    }),
    [id, error, hint, required],
  );
  return (
    <div className={classes('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={id} className={classes('font-medium text-ink text-sm', hideLabel && 'sr-only')}>
        {label}
        {required === false && <span className="ml-1.5 font-normal text-ink-3">optional</span>}
      </label>
      <FieldContext value={wiring}>{children}</FieldContext>
      {hint && (
        <p id={`${id}-hint`} className="text-ink-3 text-xs">
          {hint}
        </p>
      )}
      {/* Always there, so that what appears in it is announced. */}
      <p id={`${id}-error`} aria-live="polite" className="font-medium text-red text-xs empty:hidden">
        {error}
      </p>
    </div>
  );
}

/** The attributes by which a control takes its place in the Field around it; its own props go over them. */
export function useFieldWiring(): {
  id?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: true | undefined;
  'aria-required'?: true | undefined;
} {
  const wiring = useContext(FieldContext);
  if (!wiring) return {};
  return {
    id: wiring.id,
    'aria-describedby': wiring.describedBy,
    'aria-invalid': wiring.invalid || undefined,
    'aria-required': wiring.required || undefined,
  };
}
