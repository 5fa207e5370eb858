import { ButtonLink, ErrorState, Notice, Skeleton } from '@purser/ui';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { CustomerModel } from '../../../../src/api/models/customer.ts';
import type { InvoiceModel } from '../../../../src/api/models/invoice.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { type Draft, draftOf, emptyDraft, emptyLine } from '../../drafting/draft.ts';
import { idIn, routes } from '../../routes.ts';
import { useTitle } from '../../useTitle.ts';
import { InvoiceEditor } from './invoiceEditor.tsx';

/** Writes a new invoice, or a draft further. All it needs is read before; nothing typed waits for an answer. */
export function EditorPage({ invoiceId }: { invoiceId?: string }) {
  useTitle(invoiceId ? 'Edit draft' : 'New invoice');
  const [address] = useSearchParams();
  const tenant = useRead<TenantModel>('/tenant');
  const invoice = useRead<InvoiceModel>(`/invoices/${invoiceId}`, { enabled: invoiceId !== undefined });
  const customerId =
    invoice.data?.customer.id ?? (invoiceId ? undefined : idIn('cus', address.get('customer') ?? undefined));
  const customer = useRead<CustomerModel>(`/customers/${customerId}`, { enabled: customerId !== undefined });
  const error = tenant.error ?? invoice.error ?? customer.error;
  const waiting = !tenant.data || (invoiceId && !invoice.data) || (customerId && !customer.data);
  if (error) {
    const again = () => void Promise.all([tenant, invoice, customer].map((each) => each.error && each.refetch()));
    return (
      <ErrorState
        error={error}
        doing="open the editor"
        onRetry={again}
        action={<ButtonLink href={routes.invoices}>All invoices</ButtonLink>}
      />
    );
  }
  if (waiting || !tenant.data) return <Waiting />;
  if (invoice.data && invoice.data.status !== 'draft') return <Issued invoice={invoice.data} />;
  return <Ready tenant={tenant.data} invoice={invoice.data} customer={customer.data} />;
}

function Ready({
  tenant,
  invoice,
  customer,
}: {
  tenant: TenantModel;
  invoice: InvoiceModel | undefined;
  customer: CustomerModel | undefined;
}) {
  // What is read anew meanwhile does not run over what is being written.
  const [initial] = useState<Draft>(() => {
    if (invoice && customer) return withALine(draftOf(invoice, customer));
    const empty = emptyDraft(customer?.currency ?? tenant.currency, crypto.randomUUID());
    return { ...empty, customer: customer ?? null };
  });
  return <InvoiceEditor tenant={tenant} invoiceId={invoice?.id} initial={initial} />;
}

const withALine = (draft: Draft): Draft =>
  draft.lines.length > 0 ? draft : { ...draft, lines: [emptyLine(crypto.randomUUID())] };

function Issued({ invoice }: { invoice: InvoiceModel }) {
  return (
    <Notice
      title={`Invoice ${invoice.number} is issued and can no longer be changed.`}
      action={<ButtonLink href={routes.invoice(invoice.id)}>Open it</ButtonLink>}
    >
      It can be voided or credited, and duplicated as a new draft.
    </Notice>
  );
}

function Waiting() {
  return (
    <div aria-busy className="grid gap-6 lg:grid-cols-2">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-24" />
        <Skeleton className="h-64" />
      </div>
      <Skeleton className="h-[36rem] max-lg:hidden" />
    </div>
  );
}
