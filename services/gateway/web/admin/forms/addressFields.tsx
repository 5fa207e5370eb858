import { Field, Input, Select, useSurroundings } from '@purser/ui';
import { useMemo } from 'react';
import type { AddressForm } from './addressForm.ts';
import { countries } from './countries.ts';

type Props = {
  address: AddressForm;
  onChange: (address: AddressForm) => void;
  fault: (part: keyof AddressForm) => string | undefined;
};

export function AddressFields({ address, onChange, fault }: Props) {
  const { locale } = useSurroundings();
  const options = useMemo(() => {
    const names = new Intl.DisplayNames([locale], { type: 'region' });
    return countries
      .map((code) => ({ value: code, label: names.of(code) ?? code }))
      .toSorted((a, b) => a.label.localeCompare(b.label, locale));
  }, [locale]);
  const box = (part: keyof AddressForm, label: string, max: number) => (
    <Field label={label} error={fault(part)}>
      <Input
        value={address[part]}
        maxLength={max}
        autoComplete="off"
        onChange={(event) => onChange({ ...address, [part]: event.currentTarget.value })}
      />
    </Field>
  );
  return (
    <fieldset className="grid gap-4 sm:grid-cols-2">
      <legend className="float-left w-full font-medium text-ink-3 text-sm sm:col-span-2">
        Address, if there is one
      </legend>
      {box('line1', 'Street', 200)}
      {box('line2', 'Address line 2', 200)}
      {box('postcode', 'Postcode', 20)}
      {box('city', 'Town', 100)}
      {box('region', 'Region', 100)}
      <Field label="Country" error={fault('country')}>
        <Select
          placeholder="Choose"
          value={address.country}
          options={options}
          onValueChange={(country) => onChange({ ...address, country })}
        />
      </Field>
    </fieldset>
  );
}
