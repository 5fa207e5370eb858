import { Button, Money, moneyText, Notice, useSurroundings } from '@purser/ui';
import type { Draft } from './draft.ts';
import type { DraftFaults } from './draftBody.ts';
import type { Reckoned } from './reckonDraft.ts';

/** Saving what is written, and what may follow at once: issuing an invoice, sending a quote. */
export type Saving = {
  save: (then: 'draft' | 'finish') => void;
  busy: 'draft' | 'finish' | null;
  faults: DraftFaults;
  error: unknown;
};

type Props = { reckoned: Reckoned; draft: Draft; saving: Saving; finish: string };

/** What it comes to so far, and the two ways on. */
export function DraftFoot({ reckoned, draft, saving, finish }: Props) {
  const { totals, leftOut, problem } = reckoned;
  const { locale } = useSurroundings();
  const count = Object.keys(saving.faults).length;
  const tax = Number(totals?.taxTotal ?? 0n);
  const taxText = tax > 0 ? `With ${moneyText(tax, draft.currency, locale)} tax.` : 'No tax.';
  const hint =
    problem ??
    (leftOut > 0 ? `${leftOut === 1 ? '1 line is' : `${leftOut} lines are`} not finished and not counted.` : taxText);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div aria-live="polite">
        <p className="font-semibold text-base">
          <span className="mr-2 font-normal text-ink-3 text-sm">Total</span>
          <Money amount={Number(totals?.total ?? 0n)} currency={draft.currency} />
        </p>
        <p className={count > 0 || problem ? 'text-red text-xs' : 'text-ink-3 text-xs'}>
          {count > 0 ? `${count === 1 ? '1 field needs' : `${count} fields need`} attention.` : hint}
        </p>
      </div>
      <div className="flex gap-2 max-sm:w-full max-sm:[&>*]:flex-1">
        <Button busy={saving.busy === 'draft'} disabled={saving.busy === 'finish'} onClick={() => saving.save('draft')}>
          Save draft
        </Button>
        <Button
          variant="primary"
          busy={saving.busy === 'finish'}
          disabled={saving.busy === 'draft'}
          onClick={() => saving.save('finish')}
        >
          {finish}
        </Button>
      </div>
    </div>
  );
}

/** Says that this browser kept what was not saved. */
export function Restored({ onStartAnew }: { onStartAnew: () => void }) {
  return (
    <Notice
      title="Your unsaved work is back."
      action={
        <Button size="small" onClick={onStartAnew}>
          Start anew
        </Button>
      }
    >
      It was kept in this browser and is not saved yet.
    </Notice>
  );
}

/** The first field that is wrong gets the keyboard, once its message stands there. */
export function focusFault(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
