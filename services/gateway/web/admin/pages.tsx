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
const RunsPage = lazy(async () => ({ default: (await import('./runs/runsPage.tsx')).RunsPage }));
const RunPage = lazy(async () => ({ default: (await import('./runs/runPage.tsx')).RunPage }));
const QuotesPage = lazy(async () => ({ default: (await import('./quotes/quotesPage.tsx')).QuotesPage }));
const QuotePage = lazy(async () => ({ default: (await import('./quotes/quotePage.tsx')).QuotePage }));
const QuoteEditorPage = lazy(async () => ({
  default: (await import('./quotes/editor/quoteEditorPage.tsx')).QuoteEditorPage,
}));
const RecurringListPage = lazy(async () => ({
  default: (await import('./recurring/recurringListPage.tsx')).RecurringListPage,
}));
const RecurringPage = lazy(async () => ({ default: (await import('./recurring/recurringPage.tsx')).RecurringPage }));
const RecurringEditorPage = lazy(async () => ({
  default: (await import('./recurring/recurringEditorPage.tsx')).RecurringEditorPage,
}));
const CustomersPage = lazy(async () => ({ default: (await import('./customers/customersPage.tsx')).CustomersPage }));
const ImportPage = lazy(async () => ({ default: (await import('./customers/importPage.tsx')).ImportPage }));
const CustomerPage = lazy(async () => ({ default: (await import('./customers/customerPage.tsx')).CustomerPage }));
const PaymentsPage = lazy(async () => ({ default: (await import('./payments/paymentsPage.tsx')).PaymentsPage }));
const PaymentPage = lazy(async () => ({ default: (await import('./payments/paymentPage.tsx')).PaymentPage }));
const DisputesPage = lazy(async () => ({ default: (await import('./disputes/disputesPage.tsx')).DisputesPage }));
const AutopayRunPage = lazy(async () => ({ default: (await import('./autopay/autopayRunPage.tsx')).AutopayRunPage }));
const PayoutsPage = lazy(async () => ({ default: (await import('./payouts/payoutsPage.tsx')).PayoutsPage }));
const PayoutPage = lazy(async () => ({ default: (await import('./payouts/payoutPage.tsx')).PayoutPage }));
const ReconciliationPage = lazy(async () => ({
  default: (await import('./reconciliation/reconciliationPage.tsx')).ReconciliationPage,
}));
const ProofPage = lazy(async () => ({ default: (await import('./reconciliation/proofPage.tsx')).ProofPage }));
const MailsPage = lazy(async () => ({ default: (await import('./mails/mailsPage.tsx')).MailsPage }));
const MailPage = lazy(async () => ({ default: (await import('./mails/mailPage.tsx')).MailPage }));
const OperationsPage = lazy(async () => ({
  default: (await import('./operations/operationsPage.tsx')).OperationsPage,
}));
const CommandPage = lazy(async () => ({ default: (await import('./operations/commandPage.tsx')).CommandPage }));
const WebhookEventPage = lazy(async () => ({
  default: (await import('./operations/webhooks/webhookEventPage.tsx')).WebhookEventPage,
}));
const PlatformEventPage = lazy(async () => ({
  default: (await import('./settings/platformEvents/platformEvents.tsx')).PlatformEventPage,
}));
const StatementPage = lazy(async () => ({ default: (await import('./customers/statementPage.tsx')).StatementPage }));
const AgeingPage = lazy(async () => ({ default: (await import('./reports/ageingPage.tsx')).AgeingPage }));
const TaxReportPage = lazy(async () => ({ default: (await import('./reports/taxReportPage.tsx')).TaxReportPage }));
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
            <Route path="/admin/invoices/runs">
              <RunsPage />
            </Route>
            <Route path="/admin/invoices/runs/:id">
              {({ id }) => withId('run', id, (found) => <RunPage runId={found} />)}
            </Route>
            <Route path="/admin/invoices/:id/edit">
              {({ id }) => withId('inv', id, (found) => <EditorPage invoiceId={found} />)}
            </Route>
            <Route path="/admin/invoices/:id">
              {({ id }) => withId('inv', id, (found) => <InvoicePage invoiceId={found} />)}
            </Route>
            <Route path="/admin/quotes">
              <QuotesPage />
            </Route>
            <Route path="/admin/quotes/new">
              <QuoteEditorPage />
            </Route>
            <Route path="/admin/quotes/:id/edit">
              {({ id }) => withId('quo', id, (found) => <QuoteEditorPage quoteId={found} />)}
            </Route>
            <Route path="/admin/quotes/:id">
              {({ id }) => withId('quo', id, (found) => <QuotePage quoteId={found} />)}
            </Route>
            <Route path="/admin/recurring">
              <RecurringListPage />
            </Route>
            <Route path="/admin/recurring/new">
              <RecurringEditorPage />
            </Route>
            <Route path="/admin/recurring/:id/edit">
              {({ id }) => withId('rec', id, (found) => <RecurringEditorPage recurringId={found} />)}
            </Route>
            <Route path="/admin/recurring/:id">
              {({ id }) => withId('rec', id, (found) => <RecurringPage recurringId={found} />)}
            </Route>
            <Route path="/admin/customers">
              <CustomersPage />
            </Route>
            <Route path="/admin/customers/new">
              <CustomersPage adding />
            </Route>
            <Route path="/admin/customers/import">
              <ImportPage />
            </Route>
            <Route path="/admin/customers/:id">
              {({ id }) => withId('cus', id, (found) => <CustomerPage customerId={found} />)}
            </Route>
            <Route path="/admin/customers/:id/statement">
              {({ id }) => withId('cus', id, (found) => <StatementPage customerId={found} />)}
            </Route>
            <Route path="/admin/reports">
              <Redirect to="/admin/reports/ageing" replace />
            </Route>
            <Route path="/admin/reports/ageing">
              <AgeingPage />
            </Route>
            <Route path="/admin/reports/tax">
              <TaxReportPage />
            </Route>
            <Route path="/admin/payments">
              <PaymentsPage />
            </Route>
            <Route path="/admin/payments/:id">
              {({ id }) => withId('pay', id, (found) => <PaymentPage paymentId={found} />)}
            </Route>
            <Route path="/admin/autopay">
              <AutopayRunPage />
            </Route>
            <Route path="/admin/disputes">
              <DisputesPage />
            </Route>
            <Route path="/admin/payouts">
              <PayoutsPage />
            </Route>
            <Route path="/admin/payouts/:id">
              {({ id }) => withId('pot', id, (found) => <PayoutPage payoutId={found} />)}
            </Route>
            <Route path="/admin/reconciliation">
              <ReconciliationPage />
            </Route>
            <Route path="/admin/reconciliation/proofs/:id">
              {({ id }) => withId('prf', id, (found) => <ProofPage proofId={found} />)}
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
            <Route path="/admin/webhooks/:id">
              {({ id }) => withId('evt', id, (found) => <WebhookEventPage eventId={found} />)}
            </Route>
            <Route path="/admin/commands/:id">
              {({ id }) => withId('cmd', id, (found) => <CommandPage commandId={found} />)}
            </Route>
            <Route path="/admin/settings">
              <Redirect to="/admin/settings/company" replace />
            </Route>
            <Route path="/admin/settings/platform-events/:id">
              {({ id }) => withId('evt', id, (found) => <PlatformEventPage eventId={found} />)}
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
