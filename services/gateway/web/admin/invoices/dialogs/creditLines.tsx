import { Field, Input, Money, MoneyInput, Select } from '@purser/ui';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import { type CreditForm, emptyLine, type LineForm } from './creditForm.ts';

type Props = {
  invoice: InvoiceModel;
  form: CreditForm;
  onChange: (form: CreditForm) => void;
  faults: Record<string, string>;
  tried: boolean;
};

const bys: readonly { value: LineForm['by']; label: string }[] = [
  { value: 'amount', label: 'Amount' },
  { value: 'quantity', label: 'Quantity' },
];

/** What is credited of each line: an amount, tax included, or so many of it. */
export function CreditLines({ invoice: { lines, currency }, form, onChange, faults, tried }: Props) {
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="sr-only">Lines to credit</legend>
      {lines.map(({ id, description, quantity, total }) => {
        const line = form.lines[id] ?? emptyLine;
        const set = (part: Partial<LineForm>) =>
          onChange({ ...form, lines: { ...form.lines, [id]: { ...line, ...part } } });
        // What is too much is said at once; what is missing, once they tried.
        const fault = faults[id];
        return (
          <div key={id} className="grid items-start gap-x-3 gap-y-2 sm:grid-cols-[minmax(0,1fr)_8rem_9rem]">
            <p className="min-w-0 break-words pt-1 text-sm">
              {description}
              <span className="figures block text-ink-3 text-xs">
                {quantity} for <Money amount={total} currency={currency} />
              </span>
            </p>
            <Field label={`How ${description} is credited`} hideLabel>
              <Select
                options={bys}
                value={line.by}
                onValueChange={(value) => set({ by: value === 'quantity' ? 'quantity' : 'amount' })}
              />
            </Field>
            <Field label={`Credit of ${description}`} hideLabel error={fault}>
              {line.by === 'amount' ? (
                <MoneyInput
                  value={line.amount}
                  currency={currency}
                  onValueChange={(amount, { kind }) => set({ amount, unreadable: kind === 'unreadable' })}
                />
              ) : (
                <Input
                  inputMode="decimal"
                  className="figures text-right"
                  placeholder={`of ${quantity}`}
                  value={line.quantity}
                  onChange={(event) => set({ quantity: event.currentTarget.value })}
                />
              )}
            </Field>
          </div>
        );
      })}
      {tried && faults.lines && <p className="font-medium text-red text-xs">{faults.lines}</p>}
    </fieldset>
  );
}
