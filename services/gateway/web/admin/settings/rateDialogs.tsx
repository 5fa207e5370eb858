import { PERCENT, parseDecimal } from '@purser/money';
import { Checkbox, DateInput, Field, Input, Select } from '@purser/ui';
import { useState } from 'react';
import type { ChangeTaxRateBody, TaxRateBody, TaxRateModel } from '../../../src/api/models/taxRate.ts';
import { useChange } from '../../shared/api/changes.ts';
import { FormDialog } from '../forms/formDialog.tsx';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { rateName } from './rateWords.ts';

/** A new rate, one that takes over from another, or a change of one. */
export type RateTask = { kind: 'new' } | { kind: 'replace' | 'change'; rate: TaxRateModel };

const kinds = [
  { value: 'standard', label: 'Charged' },
  { value: 'exempt', label: 'Exempt' },
  { value: 'reverseCharge', label: 'Reverse charge' },
] as const;

const touched = () => ['/tax-rates'];

export function RateDialog({ task, onClose }: { task: RateTask; onClose: () => void }) {
  const from = task.kind === 'new' ? undefined : task.rate;
  const [name, setName] = useState(from?.name ?? '');
  const [percent, setPercent] = useState(task.kind === 'replace' ? '' : (from?.percent ?? ''));
  const [inclusive, setInclusive] = useState(from?.inclusive ?? false);
  const [kind, setKind] = useState<TaxRateModel['kind']>(from?.kind ?? 'standard');
  const [validFrom, setValidFrom] = useState(task.kind === 'change' ? (from?.validFrom ?? null) : null);
  const [validUntil, setValidUntil] = useState(task.kind === 'change' ? (from?.validUntil ?? null) : null);
  const [tried, setTried] = useState(false);
  const create = useChange<TaxRateBody, TaxRateModel>(
    (body) => ({ method: 'POST', path: '/tax-rates', body, intent: `add ${body.name} ${body.percent} ${body.kind}` }),
    touched,
  );
  const change = useChange<ChangeTaxRateBody, TaxRateModel>(
    (body) => ({ method: 'PATCH', path: `/tax-rates/${from?.id}`, body }),
    touched,
  );
  const charged = kind === 'standard';
  const written = charged ? percent.trim().replace(',', '.') : '0';
  // What a used rate charges stays.
  const fixed = task.kind === 'change' && task.rate.used;
  const noName = name.trim() === '';
  const noPercent = !isPercent(written);
  const noDay = task.kind === 'replace' && validFrom === null;
  const submit = async () => {
    setTried(true);
    if (noName || noPercent || noDay) return false;
    const charge = { percent: written, inclusive: charged && inclusive, kind };
    if (task.kind === 'change') {
      const outcome = await change.run({ name: name.trim(), ...(!fixed && charge), validFrom, validUntil });
      sayOutcome(outcome, `${name.trim()} is changed.`);
      return true;
    }
    const days = { ...(validFrom && { validFrom }), ...(validUntil && { validUntil }) };
    const replaces = task.kind === 'replace' && { replaces: task.rate.id };
    const outcome = await create.run({ name: name.trim(), ...charge, ...days, ...replaces });
    sayOutcome(outcome, `${rateName({ name: name.trim(), percent: written, kind })} is added.`);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={titles[task.kind]}
      {...(from && { description: descriptionOf(task.kind, from) })}
      submitLabel={task.kind === 'change' ? 'Save' : 'Add rate'}
      doing={task.kind === 'change' ? 'change the rate' : 'add the rate'}
      onSubmit={submit}
    >
      <Field
        label="Name"
        hint="As the invoice shows it: VAT, GST."
        error={tried && noName ? 'Name the tax.' : undefined}
      >
        <Input autoFocus value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} />
      </Field>
      {!fixed && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="Kind">
            <Select
              options={kinds}
              value={kind}
              onValueChange={(value) => setKind(kinds.find((each) => each.value === value)?.value ?? 'standard')}
            />
          </Field>
          {charged && (
            <Field label="Percent" error={tried && noPercent ? 'A percentage such as 20 or 8.875.' : undefined}>
              <Input
                inputMode="decimal"
                suffix="%"
                className="figures text-right"
                value={percent}
                onChange={(event) => setPercent(event.currentTarget.value)}
              />
            </Field>
          )}
        </div>
      )}
      {!fixed && charged && (
        <Checkbox
          checked={inclusive}
          onCheckedChange={setInclusive}
          label="Prices contain it"
          hint="The total stays what the price says."
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="First day"
          required={task.kind === 'replace'}
          error={tried && noDay ? 'From which day does it apply?' : undefined}
        >
          <DateInput value={validFrom} onValueChange={setValidFrom} />
        </Field>
        <Field label="Last day" required={false}>
          <DateInput value={validUntil} onValueChange={setValidUntil} />
        </Field>
      </div>
    </FormDialog>
  );
}

const titles: Record<RateTask['kind'], string> = {
  new: 'New tax rate',
  replace: 'A rate takes over',
  change: 'Change a tax rate',
};

function descriptionOf(kind: RateTask['kind'], rate: TaxRateModel): string {
  if (kind === 'replace') return `${rateName(rate)} ends the day before the new rate begins.`;
  return rate.used ? `Invoices were issued with ${rateName(rate)}: what it charges stays.` : rateName(rate);
}

function isPercent(text: string): boolean {
  try {
    return parseDecimal(text, PERCENT) >= 0n;
  } catch {
    return false;
  }
}

export function EndRateDialog({ rate, onClose }: { rate: TaxRateModel; onClose: () => void }) {
  const [lastDay, setLastDay] = useState<string | null>(null);
  const end = useChange<{ lastDay?: string }, TaxRateModel>(
    (body) => ({
      method: 'POST',
      path: `/tax-rates/${rate.id}/end`,
      body,
      intent: `end ${rate.id} ${body.lastDay ?? ''}`,
    }),
    touched,
  );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`End ${rateName(rate)}`}
      description="After its last day no invoice is issued with it. Those that were stay as they are."
      submitLabel="End rate"
      doing={`end ${rateName(rate)}`}
      onSubmit={async () => {
        sayOutcome(await end.run(lastDay ? { lastDay } : {}), `${rateName(rate)} ends.`);
        return true;
      }}
    >
      <Field label="Last day" hint="Today, when it is left empty." required={false}>
        <DateInput value={lastDay} onValueChange={setLastDay} />
      </Field>
    </FormDialog>
  );
}
