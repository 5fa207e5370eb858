import { PERCENT, parseDecimal } from '@purser/money';
import { Checkbox, Field, Input, Select } from '@purser/ui';
import { useState } from 'react';
import { FormDialog } from '../forms/formDialog.tsx';
import type { Tax } from './draft.ts';
import { decimalOf } from './draftBody.ts';
import { withId } from './rates.ts';

const kinds = [
  { value: 'standard', label: 'Charged' },
  { value: 'exempt', label: 'Exempt' },
  { value: 'reverseCharge', label: 'Reverse charge' },
] as const;
type Kind = (typeof kinds)[number]['value'];

type Props = { open: boolean; onClose: () => void; onAdd: (tax: Tax) => void };

/** A rate that is not on the list yet: its name, its percentage, and whether prices contain it. */
export function TaxDialog(props: Props) {
  return props.open ? <Opened {...props} /> : null;
}

function Opened({ onClose, onAdd }: Props) {
  const [name, setName] = useState('');
  const [percent, setPercent] = useState('');
  const [inclusive, setInclusive] = useState(false);
  const [kind, setKind] = useState<Kind>('standard');
  const [tried, setTried] = useState(false);
  const charged = kind === 'standard';
  const written = charged ? decimalOf(percent) : '0';
  const noName = name.trim() === '';
  const noPercent = !isPercent(written);
  const add = async () => {
    setTried(true);
    if (noName || noPercent) return false;
    onAdd(withId({ name: name.trim(), percent: written, inclusive: charged && inclusive, ...(!charged && { kind }) }));
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Another tax rate"
      submitLabel="Add rate"
      doing="add the rate"
      onSubmit={add}
    >
      <Field
        label="Name"
        hint="As the invoice shows it: VAT, GST."
        error={tried && noName ? 'Name the tax.' : undefined}
      >
        <Input autoFocus value={name} maxLength={60} onChange={(event) => setName(event.currentTarget.value)} />
      </Field>
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
      {charged && (
        <Checkbox
          checked={inclusive}
          onCheckedChange={setInclusive}
          label="Prices contain it"
          hint="The total stays what the price says."
        />
      )}
    </FormDialog>
  );
}

function isPercent(text: string): boolean {
  try {
    return parseDecimal(text, PERCENT) >= 0n;
  } catch {
    return false;
  }
}
