import { ButtonLink, EmptyState, Skeleton } from '@purser/ui';
import { lazy, type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { PageBoundary } from './pageBoundary.tsx';
import { idIn, routes } from './routes.ts';
import { AdminShell } from './shell/adminShell.tsx';
import { useTitle } from './useTitle.ts';

const DashboardPage = lazy(async () => ({ default: (await import('./dashboard/dashboardPage.tsx')).DashboardPage }));
const InvoicesPage = lazy(async () => ({ default: (await import('./invoices/invoicesPage.tsx')).InvoicesPage }));
const EditorPage = lazy(async () => ({ default: (await import('./invoices/editor/editorPage.tsx')).EditorPage }));
const InvoicePage = lazy(async () => ({ default: (await import('./invoices/detail/invoicePage.tsx')).InvoicePage }));
const CustomersPage = lazy(async () => ({ default: (await import('./customers/customersPage.tsx')).CustomersPage }));
const CustomerPage = lazy(async () => ({ default: (await import('./customers/customerPage.tsx')).CustomerPage }));
const PaymentsPage = lazy(async () => ({ default: (await import('./payments/paymentsPage.tsx')).PaymentsPage }));
const PaymentPage = lazy(async () => ({ default: (await import('./payments/paymentPage.tsx')).PaymentPage }));
const MailsPage = lazy(async () => ({ default: (await import('./mails/mailsPage.tsx')).MailsPage }));
const MailPage = lazy(async () => ({ default: (await import('./mails/mailPage.tsx')).MailPage }));
const OperationsPage = lazy(async () => ({
  default: (await import('./operations/operationsPage.tsx')).OperationsPage,
}));
const CommandPage = lazy(async () => ({ default: (await import('./operations/commandPage.tsx')).CommandPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./settings/settingsPage.tsx')).SettingsPage }));

/** Every page and its address. */
export function Pages() {
  const [path] = useLocation();
  return (
    <AdminShell>
      <PageBoundary key={path}>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/admin">
              <DashboardPage />
            </Route>
            <Route path="/admin/invoices">
              <InvoicesPage />
            </Route>
            <Route path="/admin/invoices/new">
              <EditorPage />
            </Route>
            <Route path="/admin/invoices/:id/edit">
              {({ id }) => withId('inv', id, (found) => <EditorPage invoiceId={found} />)}
            </Route>
            <Route path="/admin/invoices/:id">
              {({ id }) => withId('inv', id, (found) => <InvoicePage invoiceId={found} />)}
            </Route>
            <Route path="/admin/customers">
              <CustomersPage />
            </Route>
            <Route path="/admin/customers/new">
              <CustomersPage adding />
            </Route>
            <Route path="/admin/customers/:id">
              {({ id }) => withId('cus', id, (found) => <CustomerPage customerId={found} />)}
            </Route>
            <Route path="/admin/payments">
              <PaymentsPage />
            </Route>
            <Route path="/admin/payments/:id">
              {({ id }) => withId('pay', id, (found) => <PaymentPage paymentId={found} />)}
            </Route>
            <Route path="/admin/mails">
              <MailsPage />
            </Route>
            <Route path="/admin/mails/:id">
              {({ id }) => withId('eml', id, (found) => <MailPage mailId={found} />)}
            </Route>
            <Route path="/admin/commands">
              <OperationsPage part="commands" />
            </Route>
            <Route path="/admin/alarms">
              <OperationsPage part="alarms" />
            </Route>
            <Route path="/admin/webhooks">
              <OperationsPage part="webhooks" />
            </Route>
            <Route path="/admin/commands/:id">
              {({ id }) => withId('cmd', id, (found) => <CommandPage commandId={found} />)}
            </Route>
            <Route path="/admin/settings">
              <Redirect to="/admin/settings/company" replace />
            </Route>
            <Route path="/admin/settings/:part">{({ part }) => <SettingsPage part={part} />}</Route>
            <Route>
              <NoPage />
            </Route>
          </Switch>
        </Suspense>
      </PageBoundary>
    </AdminShell>
  );
}

function withId(prefix: Parameters<typeof idIn>[0], text: string, page: (id: string) => ReactNode): ReactNode {
  const id = idIn(prefix, text);
  // Another object is another page: nothing typed for the one stays for the other.
  return id ? <div key={id}>{page(id)}</div> : <NoPage />;
}

function Loading() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      <p role="status" className="sr-only">
        Loading
      </p>
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-20 w-full" />
      <Skeleton className="h-72 w-full" />
    </div>
  );
}

function NoPage() {
  useTitle('Not found');
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is no page here"
        text="The address may be mistyped, or what stood here was removed."
        action={<ButtonLink href={routes.dashboard}>Go to the dashboard</ButtonLink>}
      />
    </>
  );
}
