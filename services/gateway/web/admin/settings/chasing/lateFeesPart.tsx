import {
  Button,
  Card,
  Checkbox,
  DateText,
  ErrorState,
  Field,
  Input,
  MoneyInput,
  Notice,
  Select,
  Skeleton,
} from '@purser/ui';
import { type FormEvent, useState } from 'react';
import type { LateFeesModel } from '../../../../src/api/models/chasing.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { WhatWentWrong } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { useCan } from '../../session/useSession.ts';
import { type FeeFaults, type FeeForm, feeFormOf, policyOf } from './feeForm.ts';

/** What is charged on what is overdue. */
export function LateFeesPart() {
  const fees = useRead<LateFeesModel>('/late-fees');
  const tenant = useRead<TenantModel>('/tenant');
  const error = fees.error ?? tenant.error;
  if (fees.data && tenant.data)
    return <Policy key={JSON.stringify(fees.data)} saved={fees.data} currency={tenant.data.currency} />;
  if (error) {
    const again = () => void Promise.all([fees.refetch(), tenant.refetch()]);
    return <ErrorState error={error} doing="load the late fees" onRetry={again} />;
  }
  return (
    <div aria-busy>
      <Skeleton className="h-72 max-w-2xl" />
    </div>
  );
}

function Policy({ saved, currency }: { saved: LateFeesModel; currency: string }) {
  const mayBill = useCan('bill');
  const [form, setForm] = useState(() => feeFormOf(saved.policy));
  const [tried, setTried] = useState(false);
  const save = useChange<Pick<LateFeesModel, 'policy'>, LateFeesModel>(
    (body) => ({ method: 'PUT', path: '/late-fees', body }),
    () => ['/late-fees'],
  );
  const written = policyOf(form, currency);
  const faults = tried && !written.ok ? written.faults : {};
  const change = (part: Partial<FeeForm>) => setForm((before) => ({ ...before, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!written.ok || save.busy) return;
    try {
      const done = form.on ? 'Saved. Late fees are charged from today on.' : 'No late fees are charged any more.';
      sayOutcome(await save.run({ policy: written.policy }), done);
    } catch {
      // Shown under the fields.
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex min-w-0 max-w-2xl flex-col gap-5">
      {!mayBill && <Notice title="You may look. Who may change bills may change this." />}
      <Card title="Late fees">
        <fieldset disabled={!mayBill} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">What is charged for paying late</legend>
          <Checkbox
            label="Charge a fee on overdue invoices"
            hint="Each fee is an invoice of its own, mailed to the customer. Say so in your terms before you charge it."
            checked={form.on}
            onCheckedChange={(on) => change({ on })}
          />
          {form.on && <Fields form={form} currency={currency} faults={faults} onChange={change} />}
        </fieldset>
      </Card>
      {saved.since !== null && (
        <p className="text-ink-3 text-sm">
          Charged for days from <DateText date={saved.since} /> on, never for the time before.
        </p>
      )}
      <WhatWentWrong error={save.error} doing="save the late fees" />
      {mayBill && (
        <Button type="submit" variant="primary" busy={save.busy} className="self-start">
          Save late fees
        </Button>
      )}
    </form>
  );
}

type FieldsProps = {
  form: FeeForm;
  currency: string;
  faults: FeeFaults;
  onChange: (part: Partial<FeeForm>) => void;
};

const kinds = [
  { value: 'percent', label: 'A percentage of what is due' },
  { value: 'amount', label: 'An amount' },
];
const rhythms = [
  { value: 'once', label: 'Once an invoice' },
  { value: 'repeats', label: 'Again and again' },
];

function Fields({ form, currency, faults, onChange }: FieldsProps) {
  return (
    <>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Days of grace" hint="After the due date, these cost nothing." error={faults.graceDays}>
          <Input
            inputMode="numeric"
            className="figures"
            suffix="days"
            value={form.graceDays}
            onChange={(event) => onChange({ graceDays: event.currentTarget.value })}
          />
        </Field>
        <span className="max-sm:hidden" />
        <Field label="The fee is">
          <Select
            options={kinds}
            value={form.kind}
            onValueChange={(kind) => onChange({ kind: kind === 'amount' ? 'amount' : 'percent' })}
          />
        </Field>
        {form.kind === 'percent' ? (
          <Field label="Percentage" error={faults.percent}>
            <Input
              inputMode="decimal"
              className="figures"
              suffix="%"
              value={form.percent}
              onChange={(event) => onChange({ percent: event.currentTarget.value })}
            />
          </Field>
        ) : (
          <Field label="Amount" hint={`On invoices in ${currency} only.`} error={faults.amount}>
            <MoneyInput currency={currency} value={form.amount} onValueChange={(amount) => onChange({ amount })} />
          </Field>
        )}
        <Field label="How often">
          <Select
            options={rhythms}
            value={form.repeats ? 'repeats' : 'once'}
            onValueChange={(value) => onChange({ repeats: value === 'repeats' })}
          />
        </Field>
        {form.repeats && (
          <Field label="Every" error={faults.everyDays}>
            <Input
              inputMode="numeric"
              className="figures"
              suffix="days"
              value={form.everyDays}
              onChange={(event) => onChange({ everyDays: event.currentTarget.value })}
            />
          </Field>
        )}
      </div>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Checkbox
          label="Never more in all than"
          hint="Of the invoice’s total; the last fee is cut down to it."
          checked={form.capped}
          onCheckedChange={(capped) => onChange({ capped })}
        />
        {form.capped && (
          <Field label="Most in all, percent of the total" hideLabel error={faults.capPercent}>
            <Input
              inputMode="decimal"
              className="figures"
              suffix="%"
              value={form.capPercent}
              onChange={(event) => onChange({ capPercent: event.currentTarget.value })}
            />
          </Field>
        )}
      </div>
    </>
  );
}
