import { format, isCurrency, isWithinWire } from '@purser/money';
import { classes } from '../classes.ts';
import { useSurroundings } from '../theme/surroundings.tsx';

export type MoneyProps = {
  /** Minor units. */
  amount: number;
  /** ISO 4217. */
  currency: string;
  className?: string;
};

/** An amount as people of the locale write it, in figures of one width. */
export function Money({ amount, currency, className }: MoneyProps) {
  const { locale } = useSurroundings();
  return <span className={classes('figures whitespace-nowrap', className)}>{moneyText(amount, currency, locale)}</span>;
}

/** The same as text, for labels and titles. What is no amount is shown as it is, never as money that it may not be. */
export function moneyText(amount: number, currency: string, locale: string): string {
  if (!isCurrency(currency) || !Number.isInteger(amount) || !isWithinWire(BigInt(amount))) {
    return `${amount} minor units of ${currency}`;
  }
  return format({ amount: BigInt(amount), currency }, locale);
}
