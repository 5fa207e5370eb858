import { CURRENCIES } from '@purser/money';
import { Button, Field, Input, MoneyInput, Select } from '@purser/ui';
import { X } from 'lucide-react';
import { useState } from 'react';
import type { ConnectedTenantModel, FeeTermsModel } from '../../../../src/api/models/stripeConnect.ts';
import { intended, useChange } from '../../../shared/api/changes.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { useSession } from '../../session/useSession.ts';
import { currencyOptions } from '../termsForm.ts';
import { basisPointsIn, type FixedPart, feeFormOf, readFee } from './feeForm.ts';

/** As many as the API takes. */
const MOST_FIXED = 20;

/** What is taken of a tenant's payments: a percentage, and a fixed part in as many currencies as there are. */
export function FeeDialog({ tenant, onClose }: { tenant: ConnectedTenantModel; onClose: () => void }) {
  const { tenant: own } = useSession();
  const [form, setForm] = useState(() => feeFormOf(tenant.fee, own.currency));
  const [tried, setTried] = useState(false);
  const change = useChange<FeeTermsModel>(
    (body) => intended('PUT', `/operator/tenants/${tenant.tenantId}/application-fee`, body),
    () => ['/operator/tenants', '/stripe-connect'],
  );
  const fee = readFee(form);
  const submit = async () => {
    setTried(true);
    if (!fee) return false;
    sayOutcome(await change.run(fee), 'It counts from the next payment on.');
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`What is taken of ${tenant.name}’s payments`}
      description="Of each payment, rounded once and never more than the payment. A payment that is under way keeps what it was begun with."
      submitLabel="Set fee"
      doing="set the fee"
      onSubmit={submit}
    >
      <Field
        label="Percent"
        error={
          tried && basisPointsIn(form.percent) === undefined ? 'Between 0 and 100, two decimals at most.' : undefined
        }
      >
        <Input
          autoFocus
          inputMode="decimal"
          suffix="%"
          className="figures text-right"
          value={form.percent}
          onChange={({ target }) => setForm({ ...form, percent: target.value })}
        />
      </Field>
      <FixedParts tried={tried} parts={form.fixed} onChange={(fixed) => setForm({ ...form, fixed })} />
    </FormDialog>
  );
}

type PartsProps = {
  tried: boolean;
  parts: readonly FixedPart[];
  onChange: (parts: readonly FixedPart[]) => void;
};

function FixedParts({ tried, parts, onChange }: PartsProps) {
  const others = CURRENCIES.filter((code) => parts.every(({ currency }) => currency !== code));
  const set = (changed: FixedPart) =>
    onChange(parts.map((part) => (part.currency === changed.currency ? changed : part)));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 font-medium text-sm">And a fixed part, by the payment’s currency</legend>
      {parts.map(({ currency, amount, unreadable }) => (
        <div key={currency} className="flex items-start gap-2">
          <Field
            label={`Fixed part in ${currency}`}
            hideLabel
            className="flex-1"
            error={tried && unreadable ? `Write an amount of ${currency}, or nothing.` : undefined}
          >
            <MoneyInput
              value={amount}
              currency={currency}
              onValueChange={(value, { kind }) => set({ currency, amount: value, unreadable: kind === 'unreadable' })}
            />
          </Field>
          <Button
            variant="ghost"
            aria-label={`Remove ${currency}`}
            icon={<X aria-hidden size={16} />}
            onClick={() => onChange(parts.filter((part) => part.currency !== currency))}
          />
        </div>
      ))}
      {parts.length < MOST_FIXED && (
        <Field label="Another currency">
          <Select
            options={[{ value: '', label: 'Choose…' }, ...currencyOptions(others)]}
            value=""
            onValueChange={(currency) => currency !== '' && onChange([...parts, { currency, amount: null }])}
          />
        </Field>
      )}
    </fieldset>
  );
}
