import { Field, Input, Select } from '@purser/ui';
import { useState } from 'react';
import type { ContactBody, ContactModel, CustomerModel } from '../../../src/api/models/customer.ts';
import { fieldProblem } from '../../shared/api/apiError.ts';
import { useChange } from '../../shared/api/changes.ts';
import { FormDialog } from '../forms/formDialog.tsx';
import { sayOutcome } from '../forms/saidOutcome.ts';

const roles: readonly { value: ContactBody['role']; label: string }[] = [
  { value: 'billing', label: 'Billing' },
  { value: 'owner', label: 'Owner' },
  { value: 'member', label: 'Member' },
];
const roleOf = (value: string | undefined): ContactBody['role'] | undefined =>
  roles.find((each) => each.value === value)?.value;
export const roleWord = (role: string): string => roles.find(({ value }) => value === role)?.label ?? role;

type Props = {
  open: boolean;
  customer: CustomerModel;
  /** Whom to change; without it a new one is added. */
  contact?: ContactModel;
  onClose: () => void;
};

/** Adds a person at a customer or changes what is known of one. */
export function ContactDialog(props: Props) {
  return props.open ? <Opened {...props} /> : null;
}

function Opened({ customer, contact, onClose }: Props) {
  const [name, setName] = useState(contact?.name ?? '');
  const [email, setEmail] = useState(contact?.email ?? '');
  const [role, setRole] = useState<ContactBody['role']>(roleOf(contact?.role) ?? 'billing');
  const [tried, setTried] = useState(false);
  const path = `/customers/${customer.id}/contacts`;
  const save = useChange<ContactBody, ContactModel>(
    (body) =>
      contact
        ? { method: 'PUT', path: `${path}/${contact.id}`, body }
        : { method: 'POST', path, body, intent: `addContact ${customer.id}` },
    () => [`/customers/${customer.id}`],
  );
  const noName = name.trim() === '';
  const noEmail = !/^\S+@\S+\.\S+$/.test(email.trim());
  const submit = async () => {
    setTried(true);
    if (noName || noEmail) return false;
    sayOutcome(
      await save.run({ name: name.trim(), email: email.trim(), role }),
      contact ? `${name.trim()} is saved.` : `${name.trim()} is added to ${customer.name}.`,
    );
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={contact ? `Edit ${contact.name}` : `Add a contact at ${customer.name}`}
      submitLabel={contact ? 'Save contact' : 'Add contact'}
      doing={contact ? `save ${contact.name}` : 'add this contact'}
      onSubmit={submit}
    >
      <Field label="Name" error={tried && noName ? 'Enter a name.' : fieldProblem(save.error, 'name')}>
        <Input
          autoFocus
          value={name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      <Field
        label="Email"
        error={tried && noEmail ? 'An address such as kim@example.com.' : fieldProblem(save.error, 'email')}
      >
        <Input
          type="email"
          value={email}
          maxLength={254}
          autoComplete="off"
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </Field>
      <Field
        label="Role"
        hint={
          role === 'member'
            ? 'Reads invoices and pays them; changes no cards and no automatic payment, and answers no quotes.'
            : 'May change cards and automatic payment, and answer quotes. The first who does the billing gets invoices, reminders and receipts.'
        }
      >
        <Select options={roles} value={role} onValueChange={(value) => setRole(roleOf(value) ?? 'member')} />
      </Field>
    </FormDialog>
  );
}
