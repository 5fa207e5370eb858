import { Button, ButtonLink, PageHeader, Panel, useSurroundings } from '@purser/ui';
import { Download, Upload, UserPlus } from 'lucide-react';
import { useRef } from 'react';
import { usePanel } from '../../shared/usePanel.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { CustomerDialog } from './customerDialog.tsx';
import { useCustomerBulk } from './useCustomerBulk.tsx';

/** All customers; with `adding`, the dialog for a new one stands open. */
export function CustomersPage({ adding = false }: { adding?: boolean }) {
  useTitle(adding ? 'New customer' : 'Customers');
  const shown = usePanel('/panels/customers');
  const mayKeep = useCan('keepCustomers');
  const bulk = useCustomerBulk(shown.view);
  const { navigate } = useSurroundings();
  // Whoever was just added is shown next.
  const saved = useRef<string>(undefined);
  return (
    <>
      <PageHeader
        title="Customers"
        more={
          mayKeep && (
            <>
              <ButtonLink href="/api/v1/customers/csv" target="_blank" icon={<Download aria-hidden size={14} />}>
                Export
              </ButtonLink>
              <ButtonLink href={routes.importCustomers} icon={<Upload aria-hidden size={14} />}>
                Import
              </ButtonLink>
            </>
          )
        }
        action={
          mayKeep && (
            <Button
              variant="primary"
              icon={<UserPlus aria-hidden size={16} />}
              onClick={() => navigate?.(routes.newCustomer)}
            >
              New customer
            </Button>
          )
        }
      />
      <Panel {...shown} remember="customers" {...(mayKeep && { onBulk: bulk.onBulk })} />
      {bulk.dialogs}
      <CustomerDialog
        open={adding}
        onSaved={({ id }) => {
          saved.current = id;
        }}
        onClose={() => {
          navigate?.(saved.current ? routes.customer(saved.current) : routes.customers);
          saved.current = undefined;
        }}
      />
    </>
  );
}
