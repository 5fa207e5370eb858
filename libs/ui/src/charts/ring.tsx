import type { ReactNode } from 'react';
import { classes } from '../classes.ts';
import type { Tone } from '../display/badge.tsx';

const strokes: Record<Tone, string> = {
  neutral: 'stroke-chart-2',
  info: 'stroke-chart-1',
  success: 'stroke-green',
  warning: 'stroke-amber',
  danger: 'stroke-red',
};

export type RingProps = {
  /** Zero to one. */
  part: number;
  /** What is measured, as in "Collected". */
  label: string;
  /** The figure in the ring; the part in percent, if not given. */
  figure?: ReactNode;
  /** A line under the label: of how much, since when. */
  hint?: ReactNode;
  tone?: Tone;
  className?: string;
};

const R = 34;
const ROUND = 2 * Math.PI * R;

/** A share as a ring, with its figure in words. */
export function Ring({ part, label, figure, hint, tone = 'info', className }: RingProps) {
  const kept = Math.max(0, Math.min(1, Number.isFinite(part) ? part : 0));
  const percent = Math.round(kept * 100);
  return (
    <div className={classes('flex min-w-0 flex-col items-center gap-2 text-center', className)}>
      <div className="relative size-20">
        <svg
          viewBox="0 0 80 80"
          role="img"
          aria-label={`${label}: ${percent} percent`}
          className="size-full -rotate-90"
        >
          <circle cx={40} cy={40} r={R} fill="none" strokeWidth={7} className="stroke-line" />
          {kept > 0 && (
            <circle
              cx={40}
              cy={40}
              r={R}
              fill="none"
              strokeWidth={7}
              strokeLinecap="round"
              strokeDasharray={`${kept * ROUND} ${ROUND}`}
              className={classes('transition-[stroke-dasharray] duration-500', strokes[tone])}
            />
          )}
        </svg>
        <span
          aria-hidden
          className="figures absolute inset-0 grid place-items-center font-semibold text-base tracking-tight"
        >
          {figure ?? `${percent}%`}
        </span>
      </div>
      <div className="min-w-0">
        <p className="font-medium text-sm">{label}</p>
        {hint && <p className="text-ink-3 text-xs">{hint}</p>}
      </div>
    </div>
  );
}
