import { Field, Input, MoneyInput, Select } from '@purser/ui';
import { type DraftDiscount, noDiscount } from './draft.ts';

type Props = {
  label: string;
  /** Its full name for those who do not see where it stands. */
  name: string;
  discount: DraftDiscount;
  currency: string;
  error: string | undefined;
  onChange: (discount: DraftDiscount) => void;
};

const start: Record<DraftDiscount['kind'], DraftDiscount> = {
  none: noDiscount,
  percent: { kind: 'percent', percent: '' },
  amount: { kind: 'amount', amount: null },
};

/** Nothing, a percentage, or an amount. */
export function DiscountField({ label, name, discount, currency, error, onChange }: Props) {
  return (
    <Field label={label} error={error}>
      <div className="flex min-w-0 gap-1.5">
        <div className={discount.kind === 'none' ? 'min-w-0 flex-1' : 'w-18 shrink-0'}>
          <Select
            aria-label={`${name}: kind`}
            value={discount.kind}
            className={discount.kind === 'none' ? undefined : 'pr-7! pl-2.5!'}
            onValueChange={(kind) => onChange(kind === 'percent' || kind === 'amount' ? start[kind] : noDiscount)}
            options={[
              { value: 'none', label: 'None' },
              { value: 'percent', label: '%' },
              { value: 'amount', label: currency },
            ]}
          />
        </div>
        {discount.kind === 'percent' && (
          <Input
            inputMode="decimal"
            autoComplete="off"
            className="figures text-right"
            suffix="%"
            aria-label={name}
            value={discount.percent}
            onChange={(event) => onChange({ kind: 'percent', percent: event.currentTarget.value })}
          />
        )}
        {discount.kind === 'amount' && (
          <MoneyInput
            bare
            aria-label={name}
            value={discount.amount}
            currency={currency}
            onValueChange={(amount) => onChange({ kind: 'amount', amount })}
          />
        )}
      </div>
    </Field>
  );
}
