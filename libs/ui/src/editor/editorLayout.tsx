import { type ReactNode, useState } from 'react';
import { classes } from '../classes.ts';

export type EditorLayoutProps = {
  /** Over both: PageHeader, a notice of what was restored. */
  header?: ReactNode;
  form: ReactNode;
  preview: ReactNode;
  /** Stays in sight at the foot: totals, save. */
  footer?: ReactNode;
  /** What the preview shows, as in "As your customer will see it". */
  previewLabel?: string;
};

/** The form on the left, the real thing on the right; on a phone one of the two. Both stay mounted, so that nothing typed is lost by looking. */
export function EditorLayout({ header, form, preview, footer, previewLabel = 'Preview' }: EditorLayoutProps) {
  const [shown, setShown] = useState<'form' | 'preview'>('form');
  return (
    <div className="flex min-w-0 flex-col">
      {header}
      <fieldset className="mb-4 grid grid-cols-2 gap-1 rounded-lg bg-sunken p-1 lg:hidden">
        <legend className="sr-only">Show</legend>
        {(['form', 'preview'] as const).map((part) => (
          <button
            key={part}
            type="button"
            aria-pressed={shown === part}
            onClick={() => setShown(part)}
            className={classes(
              'h-9 rounded-md font-medium text-sm',
              shown === part ? 'bg-thumb text-ink shadow-card' : 'text-ink-3',
            )}
          >
            {part === 'form' ? 'Edit' : 'Preview'}
          </button>
        ))}
      </fieldset>
      <div className="grid min-w-0 gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] xl:gap-8">
        <div className={classes('flex min-w-0 flex-col gap-5', shown === 'preview' && 'max-lg:hidden')}>{form}</div>
        <section
          aria-label={previewLabel}
          className={classes('min-w-0 lg:sticky lg:top-7 lg:self-start', shown === 'form' && 'max-lg:hidden')}
        >
          <p className="pb-2 text-ink-3 text-xs">{previewLabel}</p>
          <div className="rounded-lg lg:max-h-[calc(100dvh-6rem)] lg:overflow-y-auto">{preview}</div>
        </section>
      </div>
      {footer && (
        <div className="sticky bottom-0 z-10 -mx-4 mt-6 border-line border-t bg-canvas px-4 py-3 max-lg:bottom-14 sm:mx-0 sm:px-0">
          {footer}
        </div>
      )}
    </div>
  );
}
