import { Circle } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import type { Tone } from './badge.tsx';
import { RelativeTime } from './relativeTime.tsx';

export type TimelineEntry = {
  id: string;
  /** RFC 3339. */
  at: string;
  /** What happened, in a sentence. */
  title: ReactNode;
  detail?: ReactNode;
  /** Who did it. */
  by?: string;
  icon?: ReactNode;
  tone?: Tone;
};

const tones: Record<Tone, string> = {
  neutral: 'text-ink-3',
  info: 'text-brand-text',
  success: 'text-green',
  warning: 'text-amber',
  danger: 'text-red',
};

/** What happened to one thing, newest first or as given. */
export function Timeline({
  entries,
  emptyText = 'Nothing yet.',
}: {
  entries: readonly TimelineEntry[];
  emptyText?: string;
}) {
  if (entries.length === 0) return <p className="text-ink-3 text-sm">{emptyText}</p>;
  return (
    <ol className="flex flex-col">
      {entries.map(({ id, at, title, detail, by, icon, tone = 'neutral' }) => (
        <li key={id} className="group relative flex gap-3 pb-5 last:pb-0">
          <span
            aria-hidden
            className="absolute top-6 bottom-0 left-3 w-px -translate-x-1/2 bg-line group-last:hidden"
          />
          <span
            aria-hidden
            className={classes(
              'relative grid size-6 shrink-0 place-items-center rounded-full border border-line bg-surface',
              tones[tone],
            )}
          >
            {icon ?? <Circle size={8} fill="currentColor" />}
          </span>
          <div className="min-w-0 flex-1 pt-0.5">
            <p className="break-words text-sm">{title}</p>
            {detail && <div className="mt-0.5 break-words text-ink-2 text-sm">{detail}</div>}
            <p className="mt-0.5 text-ink-3 text-xs">
              <RelativeTime at={at} />
              {by && <> · {by}</>}
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
