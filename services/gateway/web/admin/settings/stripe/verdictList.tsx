import { classes } from '@purser/ui';
import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import type { StripeModeModel } from '../../../../src/api/models/stripe.ts';
import { itemWords } from './stripeWords.ts';

type Verdict = StripeModeModel['verdicts'][number];

const looks: Record<Verdict['verdict'], { icon: typeof CircleCheck; ink: string; word: string }> = {
  ok: { icon: CircleCheck, ink: 'text-green', word: 'All right' },
  warning: { icon: TriangleAlert, ink: 'text-amber', word: 'To look at' },
  bad: { icon: CircleAlert, ink: 'text-red', word: 'Wrong' },
  unknown: { icon: CircleHelp, ink: 'text-ink-3', word: 'Not known' },
};

/** A verdict per thing that card payments rest on. */
export function VerdictList({ verdicts }: { verdicts: readonly Verdict[] }) {
  return (
    <ul className="px-4 py-3 sm:px-5">
      {verdicts.map(({ item, verdict, text }) => {
        const { icon: Icon, ink, word } = looks[verdict];
        return (
          <li key={item} className="flex items-start gap-3 py-1.5 text-sm">
            <Icon aria-hidden size={16} className={classes('mt-0.5 shrink-0', ink)} />
            <span className="min-w-0">
              <span className="font-medium">{itemWords[item]}</span>
              <span className="sr-only">, {word}</span>
              <span className="block break-words text-ink-3 text-xs">{text}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
