import { DateText, Field, Menu, type MenuItem, useFieldWiring } from '@purser/ui';
import { ChevronDown } from 'lucide-react';
import { type ComponentPropsWithRef, useState } from 'react';
import type { TaxRateModel } from '../../../src/api/models/taxRate.ts';
import type { Tax } from './draft.ts';
import { taxName } from './draftDocument.ts';
import { TaxDialog } from './taxDialog.tsx';

type Props = {
  taxes: readonly Tax[];
  rates: readonly Tax[];
  lapsed: TaxRateModel | undefined;
  number: number;
  onChange: (taxes: readonly Tax[]) => void;
};

/** The most rates that one line bears. */
const MOST = 8;

/** The rates of a line: one of those known, several, or a new one. */
export function TaxPicker({ taxes, rates, lapsed, number, onChange }: Props) {
  const [adding, setAdding] = useState(false);
  const has = (rate: Tax) => taxes.some(({ id }) => id === rate.id);
  const words = taxes.length === 0 ? 'No tax' : taxes.map(longName).join(', ');
  const items: MenuItem[] = [
    ...rates.map(
      (rate): MenuItem => ({
        kind: 'check',
        id: rate.id,
        label: longName(rate),
        checked: has(rate),
        disabled: !has(rate) && taxes.length >= MOST,
        onCheckedChange: (checked) => onChange(checked ? [...taxes, rate] : taxes.filter(({ id }) => id !== rate.id)),
      }),
    ),
    ...(rates.length > 0 ? [{ kind: 'line', id: 'line' } satisfies MenuItem] : []),
    { id: 'none', label: 'No tax', disabled: taxes.length === 0, onSelect: () => onChange([]) },
    { id: 'other', label: 'Another rate…', onSelect: () => setAdding(true) },
  ];
  return (
    <Field label="Tax" error={lapsed && <Lapsed rate={lapsed} />}>
      <Menu align="start" trigger={<Trigger label={`Tax of line ${number}: ${words}`} words={words} />} items={items} />
      <TaxDialog
        open={adding}
        onClose={() => setAdding(false)}
        onAdd={(tax) => onChange([...taxes.filter(({ id }) => id !== tax.id), tax].slice(0, MOST))}
      />
    </Field>
  );
}

function Lapsed({ rate }: { rate: TaxRateModel }) {
  const { name, percent, state, validFrom, validUntil } = rate;
  if (state === 'ended' && validUntil !== null)
    return (
      <>
        {name} {percent}% ended on <DateText date={validUntil} />. Choose the rate that took over.
      </>
    );
  return (
    <>
      {name} {percent}% begins {validFrom !== null && <DateText date={validFrom} />}.
    </>
  );
}

/** Looks as a field does, and opens a menu. */
function Trigger({ label, words, ...rest }: { label: string; words: string } & ComponentPropsWithRef<'button'>) {
  const { id } = useFieldWiring();
  return (
    <button
      type="button"
      {...rest}
      id={id}
      data-part="tax"
      aria-label={label}
      className="flex h-9 w-full min-w-0 items-center justify-between gap-2 rounded-md border border-line-field bg-surface pr-3 pl-3 text-left text-sm hover:border-ink-3 pointer-coarse:h-11"
    >
      <span className="truncate">{words}</span>
      <ChevronDown aria-hidden size={16} className="shrink-0 text-ink-3" />
    </button>
  );
}

const longName = (tax: Tax): string => (tax.inclusive ? `${taxName(tax)} included` : taxName(tax));
