import { DateInput, Field, Select } from '@purser/ui';
import { type Period, usualPeriods } from './periods.ts';

type Props = { period: Period; today: string; onChange: (period: Period) => void };

/** From when to when: one of the usual periods, or any two days. */
export function PeriodBar({ period, today, onChange }: Props) {
  const usual = usualPeriods(today);
  const known = usual.find(({ from, until }) => from === period.from && until === period.until);
  const wrong = period.until < period.from;
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Field label="Period" className="w-40 max-sm:w-full">
        <Select
          value={known?.id ?? 'own'}
          options={[
            ...usual.map(({ id, label }) => ({ value: id, label })),
            ...(known ? [] : [{ value: 'own', label: 'Days as chosen' }]),
          ]}
          onValueChange={(value) => {
            const chosen = usual.find(({ id }) => id === value);
            if (chosen) onChange({ from: chosen.from, until: chosen.until });
          }}
        />
      </Field>
      <Field label="From" className="w-40 max-sm:min-w-0 max-sm:flex-1">
        <DateInput value={period.from} onValueChange={(from) => from && onChange({ ...period, from })} />
      </Field>
      <Field
        label="Until"
        className="w-40 max-sm:min-w-0 max-sm:flex-1"
        error={wrong ? 'Before the first day.' : undefined}
      >
        <DateInput value={period.until} onValueChange={(until) => until && onChange({ ...period, until })} />
      </Field>
    </div>
  );
}
