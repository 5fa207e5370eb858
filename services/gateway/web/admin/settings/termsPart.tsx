import { CURRENCIES } from '@purser/money';
import { Button, Card, ErrorState, Field, Input, Notice, Select, Skeleton } from '@purser/ui';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ChangeTenantBody, TenantModel } from '../../../src/api/models/tenant.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { WhatWentWrong } from '../forms/formDialog.tsx';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { sessionKey } from '../session/sessionStore.ts';
import { useCan } from '../session/useSession.ts';
import { currencyOptions, readTerms } from './termsForm.ts';

/** How new bills are made, where a customer has nothing of their own. */
export function TermsPart() {
  const { data, error, refetch } = useRead<TenantModel>('/tenant');
  if (error && !data) return <ErrorState error={error} doing="load your terms" onRetry={() => void refetch()} />;
  if (data) return <Editor tenant={data} />;
  return (
    <div aria-busy className="max-w-3xl">
      <Skeleton className="h-72" />
    </div>
  );
}

const roundings = [
  { value: 'line', label: 'Line by line' },
  { value: 'document', label: 'Once per rate, on the whole invoice' },
] as const;

function Editor({ tenant }: { tenant: TenantModel }) {
  const queries = useQueryClient();
  const mayAdminister = useCan('administer');
  const [terms, setTerms] = useState(String(tenant.termsDays));
  const [currency, setCurrency] = useState(tenant.currency);
  const [rounding, setRounding] = useState(tenant.taxRounding);
  const save = useChange<ChangeTenantBody, TenantModel>(
    (body) => ({ method: 'PATCH', path: '/tenant', body }),
    () => ['/tenant', '/dashboard', '/panels'],
  );
  const termsDays = readTerms(terms);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (termsDays === undefined || save.busy) return;
    try {
      const outcome = await save.run({ termsDays, currency, taxRounding: rounding });
      sayOutcome(outcome, 'Saved. New invoices are made so; issued ones stay as they are.');
      // The session carries the currency that new drafts begin with.
      await queries.invalidateQueries({ queryKey: sessionKey, exact: true });
    } catch {
      // Shown under the fields.
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex max-w-3xl flex-col gap-5">
      {!mayAdminister && <Notice title="You may look, and an owner or administrator may change this." />}
      <Card title="Terms of new invoices">
        <fieldset disabled={!mayAdminister} className="grid gap-4 sm:grid-cols-2">
          <legend className="sr-only">Terms of new invoices</legend>
          <Field
            label="Days to pay"
            hint="0 is due on receipt. A customer, and an invoice, may have others."
            error={termsDays === undefined ? 'A whole number of days, 365 at most.' : undefined}
          >
            <Input
              inputMode="numeric"
              suffix="days"
              className="figures"
              value={terms}
              onChange={(event) => setTerms(event.currentTarget.value)}
            />
          </Field>
          <Field label="Currency" hint="Of customers who have none of their own.">
            <Select value={currency} options={currencyOptions(CURRENCIES)} onValueChange={setCurrency} />
          </Field>
          <Field
            label="Tax is rounded"
            hint="Both are allowed in most countries; keep to one. It changes a total by a penny at most per line."
            className="sm:col-span-2"
          >
            <Select
              value={rounding}
              options={roundings}
              onValueChange={(value) => setRounding(roundings.find((each) => each.value === value)?.value ?? 'line')}
            />
          </Field>
        </fieldset>
      </Card>
      <Card title="Time zone">
        <p className="text-sm">{tenant.timeZone.replaceAll('_', ' ')}</p>
        <p className="mt-1 text-ink-3 text-sm">
          Issue and due dates are days of this zone. It stays as it was set up: another would move dates of what was
          issued.
        </p>
      </Card>
      <WhatWentWrong error={save.error} doing="save your terms" />
      {mayAdminister && (
        <Button type="submit" variant="primary" busy={save.busy} className="self-start">
          Save changes
        </Button>
      )}
    </form>
  );
}
