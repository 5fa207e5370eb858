import { localDate } from '@purser/billing';
import { ButtonLink, ErrorState, Notice, Skeleton, useSurroundings } from '@purser/ui';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { CustomerModel } from '../../../src/api/models/customer.ts';
import type { RecurringModel } from '../../../src/api/models/recurring.ts';
import type { TenantModel } from '../../../src/api/models/tenant.ts';
import { useRead } from '../../shared/api/reads.ts';
import { type Draft, draftOfLines, emptyDraft } from '../drafting/draft.ts';
import { idIn, routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';
import { RecurringEditor } from './recurringEditor.tsx';
import { dayAfter, emptySchedule, scheduleOf } from './scheduleForm.ts';

/** Writes a new recurring invoice, or changes one. */
export function RecurringEditorPage({ recurringId }: { recurringId?: string }) {
  useTitle(recurringId ? 'Edit recurring invoice' : 'New recurring invoice');
  const [address] = useSearchParams();
  const tenant = useRead<TenantModel>('/tenant');
  const recurring = useRead<RecurringModel>(`/recurring-invoices/${recurringId}`, {
    enabled: recurringId !== undefined,
  });
  const customerId =
    recurring.data?.customer.id ?? (recurringId ? undefined : idIn('cus', address.get('customer') ?? undefined));
  const customer = useRead<CustomerModel>(`/customers/${customerId}`, { enabled: customerId !== undefined });
  const error = tenant.error ?? recurring.error ?? customer.error;
  if (error) {
    const again = () => void Promise.all([tenant, recurring, customer].map((each) => each.error && each.refetch()));
    return (
      <ErrorState
        error={error}
        doing="open the editor"
        onRetry={again}
        action={<ButtonLink href={routes.recurring}>All recurring invoices</ButtonLink>}
      />
    );
  }
  if (!tenant.data || (recurringId && !recurring.data) || (customerId && !customer.data)) {
    return (
      <div aria-busy className="grid gap-6 lg:grid-cols-2">
        <Skeleton className="h-96" />
        <Skeleton className="h-[36rem] max-lg:hidden" />
      </div>
    );
  }
  if (recurring.data?.state === 'ended') {
    return (
      <Notice
        title={`“${recurring.data.name}” has ended and can no longer be changed.`}
        action={<ButtonLink href={routes.recurringInvoice(recurring.data.id)}>Open it</ButtonLink>}
      />
    );
  }
  return <Ready tenant={tenant.data} recurring={recurring.data} customer={customer.data} />;
}

type ReadyProps = {
  tenant: TenantModel;
  recurring: RecurringModel | undefined;
  customer: CustomerModel | undefined;
};

function Ready({ tenant, recurring, customer }: ReadyProps) {
  const { now } = useSurroundings();
  // What is read anew meanwhile does not run over what is being written.
  const [initial] = useState(() => ({
    draft: startDraft(tenant, recurring, customer),
    schedule: recurring ? scheduleOf(recurring) : emptySchedule(dayAfter(localDate(now(), tenant.timeZone))),
  }));
  return <RecurringEditor tenant={tenant} recurring={recurring} initial={initial} />;
}

function startDraft(
  tenant: TenantModel,
  recurring: RecurringModel | undefined,
  customer: CustomerModel | undefined,
): Draft {
  const own = customer?.currency ?? tenant.currency;
  if (recurring && customer) return draftOfLines({ ...recurring, currency: recurring.currency ?? own }, customer);
  return { ...emptyDraft(own, crypto.randomUUID()), customer: customer ?? null };
}
