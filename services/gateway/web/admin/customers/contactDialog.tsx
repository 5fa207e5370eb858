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

type Props = { open: boolean; customer: CustomerModel; onClose: () => void };

/** Adds a person at a customer. */
export function ContactDialog(props: Props) {
  return props.open ? <Opened {...props} /> : null;
}

function Opened({ customer, onClose }: Props) {
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<ContactBody['role']>('billing');
  const [tried, setTried] = useState(false);
  const add = useChange<ContactBody, ContactModel>(
    (body) => ({
      method: 'POST',
      path: `/customers/${customer.id}/contacts`,
      body,
      intent: `addContact ${customer.id}`,
    }),
    () => [`/customers/${customer.id}`],
  );
  const noName = name.trim() === '';
  const noEmail = !/^\S+@\S+\.\S+$/.test(email.trim());
  const submit = async () => {
    setTried(true);
    if (noName || noEmail) return false;
    sayOutcome(
      await add.run({ name: name.trim(), email: email.trim(), role }),
      `${name.trim()} is added to ${customer.name}.`,
    );
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Add a contact at ${customer.name}`}
      submitLabel="Add contact"
      doing="add this contact"
      onSubmit={submit}
    >
      <Field label="Name" error={tried && noName ? 'Enter a name.' : fieldProblem(add.error, 'name')}>
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
        error={tried && noEmail ? 'An address such as kim@example.com.' : fieldProblem(add.error, 'email')}
      >
        <Input
          type="email"
          value={email}
          maxLength={254}
          autoComplete="off"
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </Field>
      <Field label="Role">
        <Select
          options={roles}
          value={role}
          onValueChange={(value) => setRole(roles.find((each) => each.value === value)?.value ?? 'member')}
        />
      </Field>
    </FormDialog>
  );
}
