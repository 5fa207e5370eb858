import { ButtonLink, Notice, PageHeader } from '@purser/ui';
import { Plus } from 'lucide-react';
import type { CustomerModel } from '../../../src/api/models/customer.ts';
import { useRead } from '../../shared/api/reads.ts';
import { Awaited } from '../awaited.tsx';
import { BounceNotice } from '../mails/bounceNotice.tsx';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { ContactsCard } from './contactsCard.tsx';
import { CustomerActions } from './customerActions.tsx';
import { CustomerFacts, CustomerFigures, CustomerNotes } from './customerFacts.tsx';
import { CustomerRows } from './customerRows.tsx';
import { MethodsCard } from './methodsCard.tsx';
import { StandingCard } from './standingCard.tsx';

/** One customer: who they are, and all that passed between us. */
export function CustomerPage({ customerId }: { customerId: string }) {
  const { data: customer, error, refetch } = useRead<CustomerModel>(`/customers/${customerId}`);
  useTitle(customer?.name ?? 'Customer');
  if (customer) return <Loaded customer={customer} />;
  return (
    <Awaited
      error={error}
      doing="load the customer"
      onRetry={() => void refetch()}
      all={{ href: routes.customers, label: 'All customers' }}
      sizes={['h-7 w-64', 'h-48', 'h-72']}
    />
  );
}

function Loaded({ customer }: { customer: CustomerModel }) {
  const mayKeep = useCan('keepCustomers');
  const mayBill = useCan('bill');
  const { id, name, email, archived, erased } = customer;
  return (
    <>
      <PageHeader
        back={{ href: routes.customers, label: 'Customers' }}
        title={erased ? 'Erased customer' : name}
        subtitle={email}
        {...(archived && !erased && { status: 'archived' })}
        more={<CustomerActions customer={customer} />}
        action={
          mayBill &&
          !archived && (
            <ButtonLink
              variant="primary"
              href={`${routes.newInvoice}?customer=${id}`}
              icon={<Plus aria-hidden size={16} />}
            >
              New invoice
            </ButtonLink>
          )
        }
      />
      <div className="flex min-w-0 flex-col gap-5 pb-6">
        {erased ? (
          <Notice title="This customer was erased">
            Who they were cannot be read any more. What was billed and paid stays in the books.
          </Notice>
        ) : (
          archived && (
            <Notice title="Nothing new is billed to this customer">
              They are archived. What is open stays payable; restore them to bill them again.
            </Notice>
          )
        )}
        {!erased && <BounceNotice customerId={id} />}
        <CustomerFigures customer={customer} />
        {!erased && (
          <div className="grid min-w-0 items-start gap-5 lg:grid-cols-2">
            <CustomerFacts customer={customer} />
            <div className="flex min-w-0 flex-col gap-5">
              <StandingCard customer={customer} />
              <MethodsCard customerId={customer.id} />
              <ContactsCard customer={customer} mayKeep={mayKeep} />
              <CustomerNotes customer={customer} />
            </div>
          </div>
        )}
      </div>
      <CustomerRows customerId={id} />
    </>
  );
}
