import { Card, Checkbox, DateInput, DateText, Field, Input, Select } from '@purser/ui';
import { firstDays, isLateInMonth, type ScheduleFaults, type ScheduleForm, units } from './scheduleForm.ts';

type Props = {
  form: ScheduleForm;
  /** The first day that may still be billed. */
  from: string;
  faults: ScheduleFaults;
  onChange: (part: Partial<ScheduleForm>) => void;
};

const ends = [
  { value: 'never', label: 'Until it is ended' },
  { value: 'on', label: 'Until a day' },
  { value: 'after', label: 'So many invoices' },
];
const SHOWN = 4;

/** How often, from when, until when, and what happens on the day. */
export function ScheduleCard({ form, from, faults, onChange }: Props) {
  return (
    <Card title="Schedule">
      <div className="flex flex-col gap-4">
        <Field label="Name" hint="What you know it by. The customer does not see it." error={faults.name}>
          <Input
            value={form.name}
            maxLength={120}
            onChange={(event) => onChange({ name: event.currentTarget.value })}
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <div className="grid grid-cols-[6rem_minmax(0,1fr)] items-start gap-2">
            <Field label="Every" error={faults.every}>
              <Input
                inputMode="numeric"
                className="figures"
                value={form.every}
                onChange={(event) => onChange({ every: event.currentTarget.value })}
              />
            </Field>
            <Field label="Unit">
              <Select
                options={units}
                value={form.unit}
                onValueChange={(value) =>
                  onChange({ unit: units.find((unit) => unit.value === value)?.value ?? 'month' })
                }
              />
            </Field>
          </div>
          <Field label="First day" error={faults.startOn}>
            <DateInput value={form.startOn} onValueChange={(startOn) => onChange({ startOn })} />
          </Field>
          <Field label="How long">
            <Select
              options={ends}
              value={form.ends}
              onValueChange={(value) => onChange({ ends: value === 'on' || value === 'after' ? value : 'never' })}
            />
          </Field>
          {form.ends === 'on' && (
            <Field label="Last day" error={faults.endOn}>
              <DateInput value={form.endOn} onValueChange={(endOn) => onChange({ endOn })} />
            </Field>
          )}
          {form.ends === 'after' && (
            <Field label="Invoices in all" error={faults.most}>
              <Input
                inputMode="numeric"
                className="figures"
                value={form.most}
                onChange={(event) => onChange({ most: event.currentTarget.value })}
              />
            </Field>
          )}
        </div>
        {form.unit !== 'week' && (
          <Checkbox
            label="On the last day of the month"
            checked={form.monthEnd}
            onCheckedChange={(monthEnd) => onChange({ monthEnd })}
          />
        )}
        <FirstDays form={form} from={from} />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <Field
            label="Days to look at each draft"
            hint="It is drafted at 9:00 on its day, and issued after these. With 0 it is issued at once."
            error={faults.reviewDays}
          >
            <Input
              inputMode="numeric"
              className="figures"
              suffix="days"
              value={form.reviewDays}
              onChange={(event) => onChange({ reviewDays: event.currentTarget.value })}
            />
          </Field>
          <Checkbox
            label="Mail it to the customer"
            hint="When it is issued, with the PDF and a link to pay."
            checked={form.send}
            onCheckedChange={(send) => onChange({ send })}
            className="sm:pt-6"
          />
        </div>
      </div>
    </Card>
  );
}

function FirstDays({ form, from }: { form: ScheduleForm; from: string }) {
  const days = firstDays(form, from, SHOWN);
  return (
    <div aria-live="polite" className="rounded-lg bg-sunken px-4 py-3 text-sm">
      {days.length === 0 ? (
        <p className="text-ink-3">No day follows from this yet.</p>
      ) : (
        <p className="flex flex-wrap gap-x-3 gap-y-1">
          <span className="text-ink-3">Next</span>
          {days.map((on) => (
            <DateText key={on} date={on} />
          ))}
        </p>
      )}
      {isLateInMonth(form) && (
        <p className="pt-1 text-ink-3 text-xs">In months that are too short it falls on their last day.</p>
      )}
    </div>
  );
}
