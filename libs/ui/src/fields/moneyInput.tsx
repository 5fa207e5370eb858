import { exponent, isCurrency } from '@purser/money';
import { type InputHTMLAttributes, useState } from 'react';
import { useSurroundings } from '../theme/surroundings.tsx';
import { Input } from './input.tsx';
import { type MoneyReading, readMoney, writeMoney } from './moneyText.ts';

export type MoneyInputProps = Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'type' | 'prefix'> & {
  /** Minor units; null while the box is empty or cannot be read. */
  value: number | null;
  /** ISO 4217. */
  currency: string;
  /** `reading` says why the value is null: nothing typed, or not to be read. */
  onValueChange: (value: number | null, reading: MoneyReading) => void;
  /** Whether amounts below zero are taken. */
  negative?: boolean;
  /** Without the currency beside the amount, where room is short and the currency stands nearby. */
  bare?: boolean;
};

/**
 * Takes an amount as people write it and gives minor units. While it has the focus the text is theirs; when it is left, the amount is
 * written out in full.
 */
export function MoneyInput(props: MoneyInputProps) {
  const { value, currency, onValueChange, negative = false, bare = false, onBlur, ...rest } = props;
  const { locale } = useSurroundings();
  const [typed, setTyped] = useState<string | null>(null);
  if (!isCurrency(currency)) return <Input {...rest} value="" disabled suffix={currency} />;
  const shown = value === null ? '' : writeMoney(value, currency, locale);
  return (
    <Input
      {...rest}
      className="figures text-right"
      inputMode={exponent(currency) === 0 ? 'numeric' : 'decimal'}
      autoComplete="off"
      placeholder={rest.placeholder ?? writeMoney(0, currency, locale)}
      {...(!bare && { suffix: currency })}
      value={typed ?? shown}
      onChange={(event) => {
        const text = event.currentTarget.value;
        setTyped(text);
        const reading = readMoney(text, currency, locale, { negative });
        onValueChange(reading.kind === 'amount' ? reading.amount : null, reading);
      }}
      onBlur={(event) => {
        // What cannot be read is left to be corrected.
        if (typed !== null && readMoney(typed, currency, locale, { negative }).kind !== 'unreadable') setTyped(null);
        onBlur?.(event);
      }}
    />
  );
}
