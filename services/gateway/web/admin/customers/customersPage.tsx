import { Button, PageHeader, Panel, useSurroundings } from '@purser/ui';
import { UserPlus } from 'lucide-react';
import { useRef } from 'react';
import { usePanel } from '../../shared/usePanel.ts';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { CustomerDialog } from './customerDialog.tsx';

/** All customers; with `adding`, the dialog for a new one stands open. */
export function CustomersPage({ adding = false }: { adding?: boolean }) {
  useTitle(adding ? 'New customer' : 'Customers');
  const shown = usePanel('/panels/customers');
  const mayKeep = useCan('keepCustomers');
  const { navigate } = useSurroundings();
  // Whoever was just added is shown next.
  const saved = useRef<string>(undefined);
  return (
    <>
      <PageHeader
        title="Customers"
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
      <Panel {...shown} remember="customers" />
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
