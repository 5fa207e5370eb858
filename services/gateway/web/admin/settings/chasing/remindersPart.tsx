import { addDays, localDate } from '@purser/billing';
import {
  Button,
  Card,
  DateText,
  ErrorState,
  Field,
  IconButton,
  Input,
  Notice,
  Select,
  Skeleton,
  useSurroundings,
} from '@purser/ui';
import { Bell, CalendarClock, Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { RemindersModel } from '../../../../src/api/models/chasing.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { WhatWentWrong } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { useCan } from '../../session/useSession.ts';
import { mostSteps, readSteps, type Step, stepFault, stepsOf, usualSteps, wordsOf } from './steps.ts';

const whens = [
  { value: 'before', label: 'before it is due' },
  { value: 'after', label: 'after it was due' },
];

/** When customers are reminded of what they owe. */
export function RemindersPart() {
  const reminders = useRead<RemindersModel>('/reminders');
  const tenant = useRead<TenantModel>('/tenant');
  const error = reminders.error ?? tenant.error;
  if (reminders.data && tenant.data)
    return <Schedule key={reminders.data.steps.join()} saved={reminders.data} tenant={tenant.data} />;
  if (error) {
    const again = () => void Promise.all([reminders.refetch(), tenant.refetch()]);
    return <ErrorState error={error} doing="load the reminders" onRetry={again} />;
  }
  return (
    <div aria-busy className="grid gap-5 lg:grid-cols-2">
      <Skeleton className="h-72" />
      <Skeleton className="h-72" />
    </div>
  );
}

function Schedule({ saved, tenant }: { saved: RemindersModel; tenant: TenantModel }) {
  const mayBill = useCan('bill');
  const [steps, setSteps] = useState<readonly Step[]>(() => stepsOf(saved.steps));
  const [tried, setTried] = useState(false);
  const save = useChange<{ steps: number[] }, RemindersModel>(
    (body) => ({ method: 'PUT', path: '/reminders', body }),
    () => ['/reminders'],
  );
  const isWrong = steps.some((step) => stepFault(step, steps) !== undefined);
  const change = (id: string, part: Partial<Step>) =>
    setSteps(steps.map((step) => (step.id === id ? { ...step, ...part } : step)));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isWrong || save.busy) return;
    try {
      const done = steps.length === 0 ? 'Nobody is reminded any more.' : 'Saved. Customers are reminded from today on.';
      sayOutcome(await save.run({ steps: readSteps(steps) }), done);
    } catch {
      // Shown under the fields.
    }
  };
  return (
    <div className="grid min-w-0 items-start gap-5 lg:grid-cols-2">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex min-w-0 flex-col gap-5">
        {!mayBill && <Notice title="You may look. Who may change bills may change this." />}
        <Card title="Reminders">
          <fieldset disabled={!mayBill} className="flex min-w-0 flex-col gap-3">
            <legend className="sr-only">When customers are reminded</legend>
            <p className="text-ink-3 text-sm">
              A mail with the invoice and a link to pay it. Nobody is reminded of what is paid, void or credited, or
              while a payment is under way.
            </p>
            {steps.length === 0 ? (
              <div className="flex flex-wrap items-center gap-3 rounded-lg bg-sunken px-4 py-3">
                <p className="min-w-0 flex-1 basis-48 text-sm">No reminders are sent.</p>
                <Button size="small" onClick={() => setSteps(stepsOf(usualSteps))}>
                  Start with the usual ones
                </Button>
              </div>
            ) : (
              <ol aria-label="Reminders" className="flex flex-col gap-2">
                {steps.map((step, at) => (
                  <li key={step.id} className="flex items-start gap-2">
                    <Field
                      label={`Days of reminder ${at + 1}`}
                      hideLabel
                      error={tried ? stepFault(step, steps) : undefined}
                      className="w-28 shrink-0"
                    >
                      <Input
                        inputMode="numeric"
                        className="figures"
                        suffix="days"
                        value={step.days}
                        onChange={(event) => change(step.id, { days: event.currentTarget.value })}
                      />
                    </Field>
                    <Field label={`Before or after, reminder ${at + 1}`} hideLabel className="min-w-0 flex-1">
                      <Select
                        options={whens}
                        value={step.when}
                        onValueChange={(when) => change(step.id, { when: when === 'before' ? 'before' : 'after' })}
                      />
                    </Field>
                    <IconButton
                      label={`Remove reminder ${at + 1}`}
                      icon={<X size={16} />}
                      onClick={() => setSteps(steps.filter(({ id }) => id !== step.id))}
                    />
                  </li>
                ))}
              </ol>
            )}
            <Button
              size="small"
              className="self-start"
              icon={<Plus aria-hidden size={14} />}
              disabled={steps.length >= mostSteps}
              onClick={() => setSteps([...steps, { id: crypto.randomUUID(), days: '', when: 'after' }])}
            >
              Add reminder
            </Button>
          </fieldset>
        </Card>
        <WhatWentWrong error={save.error} doing="save the reminders" />
        {mayBill && (
          <Button type="submit" variant="primary" busy={save.busy} className="self-start">
            Save reminders
          </Button>
        )}
      </form>
      <Preview steps={readSteps(steps)} tenant={tenant} />
    </div>
  );
}

/** What becomes of an invoice that is issued today and stays unpaid. */
function Preview({ steps, tenant }: { steps: readonly number[]; tenant: TenantModel }) {
  const { now } = useSurroundings();
  const issuedOn = localDate(now(), tenant.timeZone);
  const dueOn = addDays(issuedOn, tenant.termsDays);
  const days = [
    { on: issuedOn, words: 'Issued and mailed', isReminder: false },
    { on: dueOn, words: 'Due', isReminder: false },
    ...steps
      .map((step) => ({
        on: addDays(dueOn, step),
        words: `Reminder, ${wordsOf(step).toLowerCase()}`,
        isReminder: true,
      }))
      .filter(({ on }) => on > issuedOn),
  ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : Number(a.isReminder) - Number(b.isReminder)));
  return (
    <Card title="If it is not paid">
      <p className="pb-3 text-ink-3 text-sm">
        An invoice of today on {tenant.termsDays} days. Reminders go out at 9:00, {tenant.timeZone.replaceAll('_', ' ')}
        .
      </p>
      <ol className="flex flex-col">
        {days.map(({ on, words, isReminder }) => (
          <li key={`${on} ${words}`} className="relative flex gap-3 pb-4 last:pb-0">
            <span aria-hidden className="absolute top-6 bottom-0 left-3 w-px bg-line last:hidden" />
            <span
              aria-hidden
              className={
                isReminder
                  ? 'grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-amber'
                  : 'grid size-6 shrink-0 place-items-center rounded-full bg-sunken text-ink-3'
              }
            >
              {isReminder ? <Bell size={12} /> : <CalendarClock size={12} />}
            </span>
            <span className="min-w-0">
              <span className="block text-sm">{words}</span>
              <span className="block text-ink-3 text-xs">
                <DateText date={on} />
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
