import { CURRENCIES } from '@purser/money';
import { Field, Input, Select, Textarea } from '@purser/ui';
import { type HTMLInputTypeAttribute, useState } from 'react';
import type { CustomerChange, CustomerModel } from '../../../src/api/models/customer.ts';
import { fieldProblem } from '../../shared/api/apiError.ts';
import { useChange } from '../../shared/api/changes.ts';
import { AddressFields } from '../forms/addressFields.tsx';
import { FormDialog } from '../forms/formDialog.tsx';
import { languageOptions } from '../forms/languages.ts';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { bodyOfCustomer, type CustomerForm, formOfCustomer } from './customerForm.ts';

type Props = {
  open: boolean;
  /** Whom to change; without it a new one is added. */
  customer?: CustomerModel;
  startName?: string;
  onClose: () => void;
  onSaved?: (customer: CustomerModel) => void;
};

type TextPart = 'phone' | 'taxNumber' | 'poNumber' | 'tags';

/** Adds a customer or changes what is known of one. */
export function CustomerDialog(props: Props) {
  return props.open ? <Opened {...props} /> : null;
}

function Opened({ customer, startName = '', onClose, onSaved }: Props) {
  const [form, setForm] = useState<CustomerForm>(() => formOfCustomer(customer, startName));
  const [tried, setTried] = useState(false);
  const save = useChange<CustomerChange, CustomerModel>(
    (body) =>
      customer
        ? { method: 'PUT', path: `/customers/${customer.id}`, body }
        : { method: 'POST', path: '/customers', body, intent: 'add a customer' },
    () => ['/customers', '/panels/customers', ...(customer ? ['/panels/invoices'] : [])],
  );
  const written = bodyOfCustomer(form);
  const faults = tried && !written.ok ? written.faults : {};
  const fault = (path: string) => faults[path] ?? fieldProblem(save.error, path);
  const set = (part: Partial<CustomerForm>) => setForm({ ...form, ...part });
  const text = (part: TextPart, label: string, max: number, type: HTMLInputTypeAttribute = 'text', hint?: string) => (
    <Field label={label} required={false} error={fault(part)} {...(hint && { hint })}>
      <Input
        type={type}
        value={form[part]}
        maxLength={max}
        autoComplete="off"
        onChange={(event) => set({ [part]: event.currentTarget.value })}
      />
    </Field>
  );
  const submit = async () => {
    setTried(true);
    if (!written.ok) return false;
    // What another changed meanwhile is not overwritten unseen.
    const outcome = await save.run({ ...written.body, ...(customer && { revision: customer.revision }) });
    sayOutcome(outcome, customer ? `${written.body.name} is saved.` : `${written.body.name} is added.`);
    if (outcome.kind === 'done') onSaved?.(outcome.body);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      width="medium"
      title={customer ? `Edit ${customer.name}` : 'New customer'}
      submitLabel={customer ? 'Save customer' : 'Add customer'}
      doing={customer ? `save ${customer.name}` : 'add this customer'}
      onSubmit={submit}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Name" error={fault('name')}>
          <Input
            autoFocus
            value={form.name}
            maxLength={200}
            autoComplete="off"
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </Field>
        <Field label="Email" hint="Invoices and receipts go there." error={fault('email')}>
          <Input
            type="email"
            value={form.email}
            maxLength={254}
            autoComplete="off"
            onChange={(event) => set({ email: event.currentTarget.value })}
          />
        </Field>
      </div>
      <AddressFields
        address={form.address}
        onChange={(address) => set({ address })}
        fault={(part) => fault(`address.${part}`)}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Currency" required={false} error={fault('currency')}>
          <Select
            placeholder="As in Settings"
            value={form.currency}
            onValueChange={(currency) => set({ currency })}
            options={CURRENCIES.map((code) => ({ value: code, label: code }))}
          />
        </Field>
        <Field label="Payment terms, days" required={false} error={fault('termsDays')}>
          <Input
            inputMode="numeric"
            className="figures"
            placeholder="As in Settings"
            value={form.termsDays}
            onChange={(event) => set({ termsDays: event.currentTarget.value })}
          />
        </Field>
        <Field label="Language" required={false} hint="Of documents and mails." error={fault('language')}>
          <Select
            placeholder="As in Settings"
            value={form.language}
            onValueChange={(language) => set({ language })}
            options={languageOptions}
          />
        </Field>
        {text('phone', 'Phone', 40, 'tel')}
        {text('taxNumber', 'VAT or tax number', 40)}
        {text('poNumber', 'Purchase order', 60, 'text', 'New invoices start with it.')}
      </div>
      {text('tags', 'Tags', 900, 'text', 'Your own labels, separated by commas; nothing personal.')}
      <Field label="Notes" required={false} hint="For your team. The customer never sees them." error={fault('notes')}>
        <Textarea value={form.notes} maxLength={4000} onChange={(event) => set({ notes: event.currentTarget.value })} />
      </Field>
    </FormDialog>
  );
}
