import { explainProblem, toast } from '@purser/ui';

/** Says that a press could not be done: what happened, what was not done, and what to do. */
export function sayFailure(error: unknown, doing: string): void {
  const { happened, notDone, toDo } = explainProblem(error, doing);
  toast([happened, notDone, toDo].join(' '), { tone: 'danger' });
}
