import { PageHeader } from '@purser/ui';
import type { CustomerModel } from '../../../src/api/models/customer.ts';
import { useRead } from '../../shared/api/reads.ts';
import { StatementPart } from '../../shared/statement/statementPart.tsx';
import { routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';
import { MailStatement } from './mailStatement.tsx';

/** What moved between the tenant and one customer. */
export function StatementPage({ customerId }: { customerId: string }) {
  const { data: customer } = useRead<CustomerModel>(`/customers/${customerId}`);
  useTitle('Statement of account');
  return (
    <>
      <PageHeader
        back={{ href: routes.customer(customerId), label: customer?.name ?? 'Customer' }}
        title="Statement of account"
        subtitle={customer?.name}
      />
      <StatementPart
        path={`/customers/${customerId}/statement`}
        invoiceAt={routes.invoice}
        mine={false}
        action={(days) => <MailStatement customerId={customerId} days={days} />}
      />
    </>
  );
}
