import { CURRENCIES } from '@purser/money';
import { DateInput, Field, Input, Select } from '@purser/ui';
import { useState } from 'react';
import type { ExchangeRateBody, ExchangeRateModel } from '../../../../src/api/models/exchangeRate.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useToday } from '../../../shared/useToday.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { currencyOptions } from '../termsForm.ts';
import { readRate } from './readRate.ts';

/** What is read again when rates change. */
export const touched = () => ['/exchange-rates', '/dashboard'];

type DialogProps = { into: string; from?: ExchangeRateModel; onClose: () => void };

/** A new rate, or another figure for one that is there. */
export function ExchangeRateDialog({ into, from, onClose }: DialogProps) {
  const today = useToday();
  const [currency, setCurrency] = useState(from?.currency ?? (into === 'USD' ? 'EUR' : 'USD'));
  const [rate, setRate] = useState(from?.rate ?? '');
  const [day, setDay] = useState<string | null>(from?.effectiveFrom ?? today);
  const [tried, setTried] = useState(false);
  const put = useChange<ExchangeRateBody>((body) => ({ method: 'PUT', path: '/exchange-rates', body }), touched);
  const read = readRate(rate);
  const submit = async () => {
    setTried(true);
    if (read === undefined || day === null) return false;
    const outcome = await put.run({ rates: [{ currency, effectiveFrom: day, rate: read }] });
    sayOutcome(outcome, `The rate of ${currency} is stored.`);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={from ? `Change the rate of ${currency}` : 'New exchange rate'}
      description="A rate of the same currency and day is replaced."
      submitLabel={from ? 'Save' : 'Add rate'}
      doing="store the rate"
      onSubmit={submit}
    >
      {!from && (
        <Field label="Currency">
          <Select
            options={currencyOptions(CURRENCIES.filter((code) => code !== into))}
            value={currency}
            onValueChange={setCurrency}
          />
        </Field>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={`1 ${currency} is worth`}
          error={tried && read === undefined ? 'A number above zero with up to 12 digits, such as 0.7935.' : undefined}
        >
          <Input
            inputMode="decimal"
            suffix={into}
            className="figures text-right"
            value={rate}
            onChange={(event) => setRate(event.currentTarget.value)}
          />
        </Field>
        {!from && (
          <Field label="From" error={tried && day === null ? 'From which day does it hold?' : undefined}>
            <DateInput value={day} onValueChange={setDay} />
          </Field>
        )}
      </div>
    </FormDialog>
  );
}

export function RemoveRateDialog({ rate, onClose }: { rate: ExchangeRateModel; onClose: () => void }) {
  const { currency, effectiveFrom } = rate;
  const remove = useChange<void>(
    () => ({ method: 'DELETE', path: `/exchange-rates/${currency}/${effectiveFrom}` }),
    touched,
  );
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Remove the rate of ${currency} from ${effectiveFrom}`}
      description={`Reports go by the rate of ${currency} before it; without one, ${currency} is in no sum.`}
      submitLabel="Remove rate"
      doing="remove the rate"
      tone="danger"
      startAtSubmit
      onSubmit={async () => {
        sayOutcome(await remove.run(), `The rate of ${currency} is removed.`);
        return true;
      }}
    />
  );
}
