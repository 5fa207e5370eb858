import { Button, Card, Combobox, explainProblem, Field, Notice } from '@purser/ui';
import { useState } from 'react';
import type { CustomerListModel, CustomerModel } from '../../../src/api/models/customer.ts';
import type { TenantModel } from '../../../src/api/models/tenant.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import { CustomerDialog } from '../customers/customerDialog.tsx';
import { type Draft, isBlank } from './draft.ts';
import type { DraftFaults } from './draftBody.ts';

type Props = { draft: Draft; tenant: TenantModel; onChange: (part: Partial<Draft>) => void; faults: DraftFaults };

/** Who is billed: found by name or mail, or made here and now. */
export function CustomerCard({ draft, tenant, onChange, faults }: Props) {
  const api = useApi();
  const [creating, setCreating] = useState<string | undefined>();
  const [error, setError] = useState<unknown>();
  const { customer } = draft;
  // The currency follows the customer as long as no price was entered in another.
  const take = (found: CustomerModel) => {
    const currency = draft.lines.every(isBlank) ? (found.currency ?? tenant.currency) : draft.currency;
    // A purchase order that somebody typed stays; one that came with another customer does not.
    const typed = draft.poNumber !== '' && draft.poNumber !== draft.customer?.poNumber;
    onChange({ customer: found, currency, ...(!typed && { poNumber: found.poNumber ?? '' }) });
  };
  const choose = async (id: string) => {
    setError(undefined);
    try {
      take(await api.get<CustomerModel>(`/customers/${id}`));
    } catch (thrown) {
      setError(thrown);
    }
  };
  return (
    <Card title="Customer">
      <div className="flex flex-col gap-3">
        <Field label="Customer" hideLabel error={faults.customer}>
          <Combobox
            value={customer ? { value: customer.id, label: customer.name, secondary: customer.email } : null}
            onValueChange={(option) => (option ? void choose(option.value) : onChange({ customer: null }))}
            search={async (typed, signal) => {
              const { data } = await api.get<CustomerListModel>(
                '/customers',
                { search: typed.trim() || undefined, archived: 'false', limit: 20 },
                signal,
              );
              return data.map(({ id, name, email }) => ({ value: id, label: name, secondary: email }));
            }}
            placeholder="Find a customer by name or email"
            emptyText="No customer found. Type a name to add a new one."
            create={{ label: (typed) => `New customer “${typed}”`, onCreate: setCreating }}
          />
        </Field>
        {customer ? (
          <p className="text-ink-3 text-sm">
            {[
              customer.email,
              customer.address && [customer.address.line1, customer.address.city].filter(Boolean).join(', '),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        ) : (
          <Button size="small" className="self-start" onClick={() => setCreating('')}>
            New customer
          </Button>
        )}
        {error !== undefined && (
          <Notice tone="danger" title={explainProblem(error).happened}>
            The customer was not chosen. Choose again.
          </Notice>
        )}
        {customer?.currency && customer.currency !== draft.currency && (
          <Notice tone="warning" title={`${customer.name} is usually billed in ${customer.currency}.`}>
            This draft is in {draft.currency}. Change it below if that is not meant.
          </Notice>
        )}
      </div>
      <CustomerDialog
        open={creating !== undefined}
        startName={creating ?? ''}
        onClose={() => setCreating(undefined)}
        onSaved={take}
      />
    </Card>
  );
}
