import { explainProblem, toast } from '@purser/ui';
import type { Outcome } from '../../shared/api/outcome.ts';
import { routes } from '../routes.ts';

/** Says what came of an act, once it is known; of one that is still under way, where to follow it. */
export function sayOutcome(outcome: Outcome<unknown>, done: string): void {
  if (outcome.kind === 'running') {
    toast('This takes a while. It goes on without this page.', {
      link: { label: 'Follow it', href: routes.command(outcome.commandId) },
    });
    return;
  }
  const repeated = outcome.kind === 'done' && outcome.replayed;
  toast(repeated ? `${done} It had been done before; nothing was added.` : done, { tone: 'success' });
}

/** Says that an act of a single press could not be done. */
export function sayFailure(error: unknown, doing: string): void {
  const { happened, notDone, toDo } = explainProblem(error, doing);
  toast([happened, notDone, toDo].join(' '), { tone: 'danger' });
}
