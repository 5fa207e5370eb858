import { Mail, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Button, ButtonLink } from '../buttons/button.tsx';
import { IconButton } from '../buttons/iconButton.tsx';
import { Card } from '../display/card.tsx';
import { PageHeader } from '../display/pageHeader.tsx';
import { Checkbox } from '../fields/checkbox.tsx';
import { Combobox } from '../fields/combobox.tsx';
import { DateInput } from '../fields/dateInput.tsx';
import { Field } from '../fields/field.tsx';
import { Input } from '../fields/input.tsx';
import { MoneyInput } from '../fields/moneyInput.tsx';
import { SearchInput } from '../fields/searchInput.tsx';
import { Select } from '../fields/select.tsx';
import { Switch } from '../fields/switch.tsx';
import { Textarea } from '../fields/textarea.tsx';
import type { Option } from '../fields/useOptions.ts';
import { Shell } from './shellPart.fixture.tsx';

const customers: Option[] = ['Northwind Traders Ltd', 'Acme Hosting', 'Blue Lagoon Dental'].map((label) => ({
  value: label,
  label,
  secondary: 'NET-14, GBP',
}));

export function FormPart() {
  const [customer, setCustomer] = useState<Option | null>(null);
  const [amount, setAmount] = useState<number | null>(123450);
  const [date, setDate] = useState<string | null>('2026-03-14');
  const [agreed, setAgreed] = useState(true);
  const [autopay, setAutopay] = useState(true);
  const [search, setSearch] = useState('');
  return (
    <Shell current="/settings">
      <PageHeader title="Fields" subtitle="Every control there is" back={{ href: '/settings', label: 'Settings' }} />
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title="A form">
          <div className="flex flex-col gap-4">
            <Field label="Customer" hint="Type part of a name.">
              <Combobox
                value={customer}
                onValueChange={setCustomer}
                search={async (typed) =>
                  customers.filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()))
                }
                create={{ label: (typed) => `New customer “${typed}”`, onCreate: () => undefined }}
              />
            </Field>
            <div className="grid gap-4 sm:grid-cols-2">
              <Field label="Amount">
                <MoneyInput value={amount} currency="GBP" onValueChange={setAmount} />
              </Field>
              <Field label="Due">
                <DateInput value={date} onValueChange={setDate} />
              </Field>
            </div>
            <Field label="Email" error="This is not an email address. Check what stands after the @.">
              <Input type="email" defaultValue="ada@northwind" prefix={<Mail size={16} />} />
            </Field>
            <Field label="Terms">
              <Select
                options={[
                  { value: '14', label: 'NET-14' },
                  { value: '30', label: 'NET-30' },
                ]}
                defaultValue="14"
              />
            </Field>
            <Field label="Note" required={false}>
              <Textarea defaultValue="Thank you for your custom." />
            </Field>
            <Field label="Customer number">
              <Input value="C-10042" disabled readOnly />
            </Field>
          </div>
        </Card>
        <Card title="Choices and buttons">
          <div className="flex flex-col gap-5">
            <Checkbox
              checked={agreed}
              onCheckedChange={setAgreed}
              label="Send a copy to me"
              hint="To ada@northwind.example"
            />
            <Checkbox checked="indeterminate" onCheckedChange={() => undefined} label="Some of them" />
            <Switch
              checked={autopay}
              onCheckedChange={setAutopay}
              label="Autopay"
              hint="Invoices are paid on their due date."
            />
            <Switch checked={false} onCheckedChange={() => undefined} label="Late fees" />
            <SearchInput
              label="Search invoices"
              value={search}
              onValueChange={setSearch}
              placeholder="Search"
              keyHint="/"
            />
            <div className="flex flex-wrap gap-2">
              <Button variant="primary">Issue invoice</Button>
              <Button>Save draft</Button>
              <Button variant="ghost">Cancel</Button>
              <Button variant="danger" icon={<Trash2 aria-hidden size={16} />}>
                Void
              </Button>
            </div>
            <div className="flex flex-wrap items-center gap-2">
              <Button variant="primary" busy>
                Issue invoice
              </Button>
              <Button disabled>Not now</Button>
              <Button size="small">Small</Button>
              <ButtonLink size="large" variant="primary" href="/pay">
                Pay £1,234.50
              </ButtonLink>
              <IconButton label="Delete" icon={<Trash2 aria-hidden size={16} />} />
            </div>
          </div>
        </Card>
      </div>
    </Shell>
  );
}
