import { classes } from '../classes.ts';

export type ProgressProps = {
  done: number;
  total: number;
  /** What is going on, as in "Sending invoices". */
  label: string;
  /** How many of those done went wrong. */
  failed?: number;
  className?: string;
};

/** Long work with its counts. */
export function Progress({ done, total, label, failed = 0, className }: ProgressProps) {
  const part = total === 0 ? 0 : Math.min(1, done / total);
  return (
    <div className={classes('flex flex-col gap-1.5', className)}>
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className="truncate font-medium">{label}</span>
        <span className="figures shrink-0 text-ink-3 text-xs">
          {done} of {total}
          {failed > 0 && <span className="text-red"> · {failed} failed</span>}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={`${done} of ${total}${failed > 0 ? `, ${failed} failed` : ''}`}
        className="h-1.5 overflow-hidden rounded-full bg-line"
      >
        <div
          className="h-full origin-left rounded-full bg-brand-text transition-transform duration-300"
          style={{ transform: `scaleX(${part})` }}
        />
      </div>
    </div>
  );
}
