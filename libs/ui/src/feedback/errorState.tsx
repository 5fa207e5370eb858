import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../buttons/button.tsx';
import { classes } from '../classes.ts';
import { explainProblem, problemIn } from './problem.ts';

export type ErrorStateProps = {
  /** A problem+json body, an error that carries one in `problem`, or anything else that was thrown. */
  error: unknown;
  /** What was tried, as in "load the invoices". */
  doing?: string;
  /** Nothing was to be changed, only shown. */
  reads?: boolean;
  onRetry?: () => void;
  /** Another way out, as a link to the list. */
  action?: ReactNode;
  className?: string;
};

/** What happened, what was not done, and what to do. */
export function ErrorState({ error, doing, reads, onRetry, action, className }: ErrorStateProps) {
  const { happened, notDone, toDo, canRetry } = explainProblem(error, doing, { reads: reads ?? false });
  const problem = problemIn(error);
  return (
    <div
      role="alert"
      className={classes('mx-auto flex max-w-md flex-col items-center px-6 py-12 text-center', className)}
    >
      <span aria-hidden className="mb-4 grid size-10 place-items-center rounded-full bg-red-soft text-red">
        <CircleAlert size={20} />
      </span>
      <p className="font-semibold text-base">{happened}</p>
      <p className="mt-1 text-ink-2 text-sm">
        {notDone} {toDo}
      </p>
      {problem?.errors && problem.errors.length > 0 && (
        <ul className="mt-3 list-inside list-disc text-left text-ink-2 text-sm">
          {problem.errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>{message}</li>
          ))}
        </ul>
      )}
      {((onRetry && canRetry) || action) && (
        <div className="mt-5 flex flex-wrap justify-center gap-2">
          {onRetry && canRetry && <Button onClick={onRetry}>Try again</Button>}
          {action}
        </div>
      )}
      {problem?.code && <p className="mt-4 font-mono text-ink-3 text-xs">{problem.code}</p>}
    </div>
  );
}
