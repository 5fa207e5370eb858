import { ConfirmDialog } from '@purser/ui';
import type { RecurringModel } from '../../../src/api/models/recurring.ts';
import { useChange } from '../../shared/api/changes.ts';
import { sayOutcome } from '../forms/saidOutcome.ts';

const moves = {
  pause: {
    verb: 'Pause',
    consequence: 'No more drafts are made until you resume it. Drafts that are there already are issued all the same.',
    done: 'is paused.',
  },
  resume: {
    verb: 'Resume',
    consequence:
      'It goes on with its next day. Days that fell into a pause of yours are not billed; a day on which it had come to a stop by itself is.',
    done: 'goes on.',
  },
  end: {
    verb: 'End',
    consequence:
      'It makes no more invoices and cannot be resumed. Drafts that are there already are issued all the same.',
    done: 'has ended.',
  },
} as const;
export type Move = keyof typeof moves;

export function isMove(text: string): text is Move {
  return text in moves;
}

/** What may look different after a change to a recurring invoice. */
export const touchedByRecurring = (id: string): readonly string[] => [
  `/recurring-invoices/${id}`,
  '/panels/recurring-invoices',
  '/dashboard',
];

type Props = { move: Move; id: string; name: string; onClose: () => void };

/** Asks before a recurring invoice is paused, resumed or ended. */
export function MoveDialog({ move, id, name, onClose }: Props) {
  const { verb, consequence, done } = moves[move];
  const act = useChange<void, RecurringModel>(
    () => ({ method: 'POST', path: `/recurring-invoices/${id}/${move}`, intent: `${move} ${id}` }),
    () => touchedByRecurring(id),
  );
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      tone={move === 'end' ? 'danger' : 'normal'}
      verb={verb}
      object={`“${name}”`}
      consequence={consequence}
      onConfirm={async () => sayOutcome(await act.run(), `“${name}” ${done}`)}
    />
  );
}
