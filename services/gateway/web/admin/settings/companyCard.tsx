import { Card, Field, Input } from '@purser/ui';
import type { HTMLInputTypeAttribute } from 'react';
import { AddressFields } from '../forms/addressFields.tsx';
import type { BankPart, CompanyForm, CompanyPartName } from './companyForm.ts';

type Props = { form: CompanyForm; onChange: (form: CompanyForm) => void; fault: (path: string) => string | undefined };

/** Of what is long and must be read whole. */
const wide = 'sm:col-span-2';

/** What stands on every document. */
export function CompanyCard({ form, onChange, fault }: Props) {
  const text = (
    part: CompanyPartName,
    label: string,
    max: number,
    type: HTMLInputTypeAttribute = 'text',
    className = '',
  ) => (
    <Field className={className} label={label} error={fault(part)} {...(part !== 'legalName' && { required: false })}>
      <Input
        type={type}
        value={form[part]}
        maxLength={max}
        onChange={(event) => onChange({ ...form, [part]: event.currentTarget.value })}
      />
    </Field>
  );
  const bank = (part: BankPart, label: string, max: number, className = '') => (
    <Field className={className} label={label} error={fault(`bank.${part}`)} required={false}>
      <Input
        value={form.bank[part]}
        maxLength={max}
        autoComplete="off"
        onChange={(event) => onChange({ ...form, bank: { ...form.bank, [part]: event.currentTarget.value } })}
      />
    </Field>
  );
  return (
    <>
      <Card title="Company">
        <div className="flex flex-col gap-4">
          {text('legalName', 'Legal name', 200)}
          <AddressFields
            address={form.address}
            onChange={(address) => onChange({ ...form, address })}
            fault={(part) => fault(`address.${part}`)}
          />
          <div className="grid gap-4 sm:grid-cols-2">
            {text('email', 'Email', 254, 'email', wide)}
            {text('website', 'Website', 200, 'text', wide)}
            {text('phone', 'Phone', 40, 'tel')}
            {text('taxNumber', 'Tax number', 40)}
            {text('registrationNumber', 'Company number', 40)}
          </div>
        </div>
      </Card>
      <Card title="Bank details">
        <div className="grid gap-4 sm:grid-cols-2">
          {bank('accountName', 'Account name', 140, wide)}
          {bank('iban', 'IBAN', 34, wide)}
          {bank('bankName', 'Bank', 140)}
          {bank('bic', 'BIC', 11)}
          {bank('sortCode', 'Sort code', 12)}
          {bank('accountNumber', 'Account number', 34)}
        </div>
      </Card>
    </>
  );
}
