import {
  Button,
  ButtonLink,
  Card,
  DateText,
  ErrorState,
  FactList,
  Link,
  Money,
  PageHeader,
  Panel,
  Skeleton,
  Tabs,
} from '@purser/ui';
import { Pencil, Plus, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { CustomerModel } from '../../../src/api/models/customer.ts';
import { useRead } from '../../shared/api/reads.ts';
import { usePanelWithin } from '../../shared/usePanel.ts';
import { InvoiceDialogs } from '../invoices/dialogs/invoiceDialogs.tsx';
import { useInvoiceActions } from '../invoices/invoicesPage.tsx';
import { useMailActions } from '../mails/useMailActions.ts';
import { withPayments } from '../payments/paymentsPage.tsx';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { ContactDialog } from './contactDialog.tsx';
import { CustomerDialog } from './customerDialog.tsx';
import { MailAddress } from './mailAddress.tsx';

/** One customer: who they are, and all that passed between us. */
export function CustomerPage({ customerId }: { customerId: string }) {
  const { data: customer, error, refetch } = useRead<CustomerModel>(`/customers/${customerId}`);
  useTitle(customer?.name ?? 'Customer');
  if (customer) return <Loaded customer={customer} />;
  if (error) {
    return (
      <ErrorState
        error={error}
        doing="load the customer"
        onRetry={() => void refetch()}
        action={<ButtonLink href={routes.customers}>All customers</ButtonLink>}
      />
    );
  }
  return (
    <div aria-busy className="flex flex-col gap-5">
      <Skeleton className="h-7 w-64" />
      <Skeleton className="h-48" />
      <Skeleton className="h-72" />
    </div>
  );
}

function Loaded({ customer }: { customer: CustomerModel }) {
  const [editing, setEditing] = useState(false);
  const mayKeep = useCan('keepCustomers');
  const mayBill = useCan('bill');
  return (
    <>
      <PageHeader
        back={{ href: routes.customers, label: 'Customers' }}
        title={customer.name}
        subtitle={customer.email}
        more={
          mayKeep && (
            <Button icon={<Pencil aria-hidden size={14} />} onClick={() => setEditing(true)}>
              Edit
            </Button>
          )
        }
        action={
          mayBill && (
            <ButtonLink
              variant="primary"
              href={`${routes.newInvoice}?customer=${customer.id}`}
              icon={<Plus aria-hidden size={16} />}
            >
              New invoice
            </ButtonLink>
          )
        }
      />
      <div className="grid min-w-0 items-start gap-5 pb-6 lg:grid-cols-2">
        <Facts customer={customer} />
        <Contacts customer={customer} mayKeep={mayKeep} />
      </div>
      <Rows customerId={customer.id} />
      <CustomerDialog open={editing} customer={customer} onClose={() => setEditing(false)} />
    </>
  );
}

function Facts({ customer: { email, address, currency, termsDays, createdOn, credits } }: { customer: CustomerModel }) {
  const names = new Intl.DisplayNames(['en-GB'], { type: 'region' });
  const lines = address && [
    address.line1,
    address.line2,
    [address.postcode, address.city].filter(Boolean).join(' '),
    address.region,
    names.of(address.country),
  ];
  const owed = credits?.filter(({ amount }) => amount > 0) ?? [];
  return (
    <Card title="Facts">
      <FactList
        facts={[
          {
            label: 'Email',
            value: (
              <Link href={`mailto:${email}`} className="text-brand-text hover:underline">
                <MailAddress address={email} />
              </Link>
            ),
          },
          {
            label: 'Address',
            value: lines ? <span className="whitespace-pre-line">{lines.filter(Boolean).join('\n')}</span> : null,
          },
          { label: 'Billed in', value: currency ?? 'Your own currency' },
          {
            label: 'Terms',
            value: termsDays === null ? 'Your own' : termsDays === 0 ? 'Due on receipt' : `${termsDays} days`,
          },
          { label: 'Customer since', value: <DateText date={createdOn} /> },
          {
            label: 'Credit',
            value:
              credits === null ? (
                'Not known just now'
              ) : owed.length === 0 ? (
                'None'
              ) : (
                <span className="flex flex-col">
                  {owed.map(({ amount, currency: code }) => (
                    <Money key={code} amount={amount} currency={code} className="font-medium" />
                  ))}
                </span>
              ),
          },
        ]}
      />
    </Card>
  );
}

const roleWords: Readonly<Record<string, string>> = { owner: 'Owner', billing: 'Billing', member: 'Member' };

function Contacts({ customer, mayKeep }: { customer: CustomerModel; mayKeep: boolean }) {
  const [adding, setAdding] = useState(false);
  return (
    <Card
      title="Contacts"
      aside={
        mayKeep && (
          <Button
            size="small"
            variant="ghost"
            icon={<UserPlus aria-hidden size={14} />}
            onClick={() => setAdding(true)}
          >
            Add contact
          </Button>
        )
      }
      flush
    >
      {customer.contacts.length === 0 ? (
        <p className="px-4 pb-5 text-ink-3 sm:px-5">
          People there who may sign in to the portal and get mails. None is added yet.
        </p>
      ) : (
        <ul className="border-line border-t">
          {customer.contacts.map(({ id, name, email, role }) => (
            <li
              key={id}
              className="flex items-center justify-between gap-4 border-line border-b px-4 py-2.5 last:border-b-0 sm:px-5"
            >
              <span className="min-w-0">
                <span className="block truncate font-medium">{name}</span>
                <span className="block truncate text-ink-3 text-xs">{email}</span>
              </span>
              <span className="shrink-0 text-ink-3 text-sm">{roleWords[role] ?? role}</span>
            </li>
          ))}
        </ul>
      )}
      <ContactDialog open={adding} customer={customer} onClose={() => setAdding(false)} />
    </Card>
  );
}

function Rows({ customerId }: { customerId: string }) {
  const [address, setAddress] = useSearchParams();
  const shown = address.get('show');
  const active = shown === 'payments' || shown === 'mails' ? shown : 'invoices';
  return (
    <Tabs
      label="What passed between us"
      active={active}
      onActiveChange={(id) => setAddress(id === 'invoices' ? {} : { show: id }, { replace: true })}
      tabs={[
        { id: 'invoices', label: 'Invoices', content: <Invoices customerId={customerId} /> },
        { id: 'payments', label: 'Payments', content: <Payments customerId={customerId} /> },
        { id: 'mails', label: 'Mails', content: <Mails customerId={customerId} /> },
      ]}
    />
  );
}

function Invoices({ customerId }: { customerId: string }) {
  const shown = usePanelWithin('/panels/invoices', { customerId });
  const { asked, onAction, close } = useInvoiceActions(shown.view);
  return (
    <>
      <Panel {...shown} remember="customerInvoices" onAction={onAction} />
      <InvoiceDialogs asked={asked} onClose={close} />
    </>
  );
}

function Payments({ customerId }: { customerId: string }) {
  const shown = usePanelWithin('/panels/payments', { customerId });
  return <Panel {...shown} view={shown.view && withPayments(shown.view)} remember="customerPayments" />;
}

function Mails({ customerId }: { customerId: string }) {
  const { onAction } = useMailActions();
  return <Panel {...usePanelWithin('/panels/mails', { customerId })} remember="customerMails" onAction={onAction} />;
}
