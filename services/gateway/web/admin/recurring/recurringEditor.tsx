import { localDate } from '@purser/billing';
import {
  Button,
  DocumentPreview,
  EditorLayout,
  Money,
  Notice,
  PageHeader,
  useDraftMemory,
  useSurroundings,
} from '@purser/ui';
import { useDeferredValue, useMemo, useRef, useState } from 'react';
import type { RecurringBody, RecurringModel } from '../../../src/api/models/recurring.ts';
import type { TenantModel } from '../../../src/api/models/tenant.ts';
import { useChange } from '../../shared/api/changes.ts';
import { CustomerCard } from '../drafting/customerCard.tsx';
import { DetailsCard } from '../drafting/detailsCard.tsx';
import type { Draft } from '../drafting/draft.ts';
import { bodyOf, missingForIssue } from '../drafting/draftBody.ts';
import { documentOf } from '../drafting/draftDocument.ts';
import { LinesCard } from '../drafting/linesCard.tsx';
import { readDraft } from '../drafting/readDraft.ts';
import { reckonDraft } from '../drafting/reckonDraft.ts';
import { ReverseChargeHint } from '../drafting/reverseChargeHint.tsx';
import { WhatWentWrong } from '../forms/formDialog.tsx';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { routes } from '../routes.ts';
import { touchedByRecurring } from './moveDialog.tsx';
import { ScheduleCard } from './scheduleCard.tsx';
import { fieldsOf, readSchedule, type ScheduleForm } from './scheduleForm.ts';

type Written = { draft: Draft; schedule: ScheduleForm };
type EditorProps = { tenant: TenantModel; recurring: RecurringModel | undefined; initial: Written };

function readWritten(stored: unknown): Written | undefined {
  if (typeof stored !== 'object' || stored === null || !('draft' in stored) || !('schedule' in stored))
    return undefined;
  const draft = readDraft(stored.draft);
  const schedule = readSchedule(stored.schedule);
  return draft && schedule && { draft, schedule };
}

/** The form left, right what the customer gets each time. */
export function RecurringEditor({ tenant, recurring, initial }: EditorProps) {
  const { now } = useSurroundings();
  const key = `recurring.${tenant.id}.${recurring?.id ?? 'new'}`;
  const memory = useDraftMemory<Written>(key, { initial, read: readWritten });
  const { draft, schedule } = memory.value;
  const changeDraft = (part: Partial<Draft>) =>
    memory.setValue((before) => ({ ...before, draft: { ...before.draft, ...part } }));
  const changeSchedule = (part: Partial<ScheduleForm>) =>
    memory.setValue((before) => ({ ...before, schedule: { ...before.schedule, ...part } }));
  const shown = useDeferredValue(draft);
  const reckoned = useMemo(() => reckonDraft(shown, tenant.taxRounding), [shown, tenant.taxRounding]);
  const today = localDate(now(), tenant.timeZone);
  const model = useMemo(() => documentOf(shown, reckoned, tenant, today), [shown, reckoned, tenant, today]);
  const form = useRef<HTMLDivElement>(null);
  const saving = useSaving({ recurring, written: memory.value, today, onSaved: memory.saved, form });
  const { faults } = saving;
  return (
    <EditorLayout
      header={
        <PageHeader
          title={recurring ? `Edit “${recurring.name}”` : 'New recurring invoice'}
          back={
            recurring
              ? { href: routes.recurringInvoice(recurring.id), label: recurring.name }
              : { href: routes.recurring, label: 'Recurring' }
          }
        />
      }
      form={
        <div ref={form} className="flex min-w-0 flex-col gap-5">
          {memory.restored && (
            <Notice
              title="Your unsaved work is back."
              action={
                <Button size="small" onClick={memory.startAnew}>
                  Start anew
                </Button>
              }
            >
              It was kept in this browser and is not saved yet.
            </Notice>
          )}
          {!recurring && <CustomerCard draft={draft} tenant={tenant} onChange={changeDraft} faults={faults.draft} />}
          <ScheduleCard
            form={schedule}
            from={recurring?.upcoming[0] ?? today}
            faults={faults.schedule}
            onChange={changeSchedule}
          />
          <ReverseChargeHint draft={draft} tenant={tenant} onChange={changeDraft} />
          <LinesCard draft={draft} reckoned={reckoned} onChange={changeDraft} faults={faults.draft} />
          <DetailsCard draft={draft} tenant={tenant} today={today} onChange={changeDraft} faults={faults.draft} />
          <WhatWentWrong error={saving.error} doing="save the recurring invoice" />
        </div>
      }
      preview={<DocumentPreview model={model} />}
      previewLabel="What your customer gets each time"
      footer={
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
          <p aria-live="polite" className="font-semibold text-base">
            <span className="mr-2 font-normal text-ink-3 text-sm">Each time</span>
            <Money amount={Number(reckoned.totals?.total ?? 0n)} currency={draft.currency} />
          </p>
          <Button variant="primary" busy={saving.busy} onClick={saving.save}>
            {recurring ? 'Save changes' : 'Start it'}
          </Button>
        </div>
      }
    />
  );
}

type SavingOptions = {
  recurring: RecurringModel | undefined;
  written: Written;
  today: string;
  onSaved: () => void;
  form: { current: HTMLElement | null };
};

function useSaving({ recurring, written: { draft, schedule }, today, onSaved, form }: SavingOptions) {
  const { navigate } = useSurroundings();
  const [tried, setTried] = useState(false);
  const put = useChange<RecurringBody, RecurringModel>(
    (body) =>
      recurring
        ? { method: 'PUT', path: `/recurring-invoices/${recurring.id}`, body }
        : { method: 'POST', path: '/recurring-invoices', body, intent: 'make a recurring invoice' },
    () => touchedByRecurring(recurring?.id ?? 'new'),
  );
  const body = bodyOf(draft);
  const missing = missingForIssue(draft);
  const fields = fieldsOf(schedule, today, recurring?.startOn);
  const save = async () => {
    if (put.busy) return;
    setTried(true);
    if (!body.ok || !fields.ok || Object.keys(missing).length > 0) return focusFault(form.current);
    try {
      const outcome = await put.run({ ...body.body, ...fields.fields });
      onSaved();
      sayOutcome(
        outcome,
        recurring ? 'Saved. Drafts that were made stay as they are.' : `“${fields.fields.name}” is started.`,
      );
      const id = outcome.kind === 'done' ? outcome.body.id : recurring?.id;
      navigate?.(id ? routes.recurringInvoice(id) : routes.recurring);
    } catch {
      // The form shows the change's error.
    }
  };
  const faults = {
    draft: tried ? { ...(body.ok ? {} : body.faults), ...missing } : {},
    schedule: tried && !fields.ok ? fields.faults : {},
  };
  return { save: () => void save(), busy: put.busy, faults, error: put.error };
}

/** The first field that is wrong gets the keyboard, once its message stands there. */
function focusFault(form: HTMLElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
}
