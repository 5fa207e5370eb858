import type { Ref, TextareaHTMLAttributes } from 'react';
import { controlLook } from './controlLook.ts';
import { useFieldWiring } from './field.tsx';

export type TextareaProps = TextareaHTMLAttributes<HTMLTextAreaElement> & { ref?: Ref<HTMLTextAreaElement> };

/** Grows with its text, up to half a screen; with eight rows or more it begins large, as for a letter. */
export function Textarea({ className, rows = 3, ...rest }: TextareaProps) {
  return (
    <textarea
      rows={rows}
      {...useFieldWiring()}
      {...rest}
      className={controlLook(
        `field-sizing-content max-h-[50dvh] py-2 ${rows >= 8 ? 'min-h-44' : 'min-h-18'}`,
        className,
      )}
    />
  );
}
