import type { Gateway } from '../../gateway.ts';
import type { Operation } from '../operation.ts';
import { accountingOperations } from './accounting.ts';
import { apiKeyOperations } from './apiKeys.ts';
import { attemptOperations } from './attempts.ts';
import { autopayOperations } from './autopay.ts';
import { chasingOperations } from './chasing.ts';
import { contactOperations } from './contacts.ts';
import { creditNoteOperations } from './creditNotes.ts';
import { customerImportOperations } from './customerImports.ts';
import { customerOperations } from './customers.ts';
import { customersPanelOperations } from './customersPanel.ts';
import { dashboardOperations } from './dashboard.ts';
import { disputeOperations } from './disputes.ts';
import { dunningOperations } from './dunning.ts';
import { erasureOperations } from './erasure.ts';
import { exchangeRateOperations } from './exchangeRates.ts';
import { invoiceRunOperations } from './invoiceRuns.ts';
import { draftOperations, invoiceCommands, invoiceQueries } from './invoices.ts';
import { mailSettingsOperations } from './mailSettings.ts';
import { mailOperations } from './mails.ts';
import { mailTemplateOperations } from './mailTemplates.ts';
import { commandOperations } from './operations.ts';
import { operatorOperations } from './operator.ts';
import { operatorEventOperations } from './operatorEvents.ts';
import { operatorStripeOperations } from './operatorStripe.ts';
import { panelOperations } from './panels.ts';
import { payOperations } from './pay.ts';
import { paymentMethodOperations, portalMethodOperations } from './paymentMethods.ts';
import { paymentOperations } from './payments.ts';
import { payoutOperations } from './payouts.ts';
import { portalOperations } from './portal.ts';
import { portalEntryOperations } from './portalEntry.ts';
import { portalQuoteOperations } from './portalQuotes.ts';
import { proofOperations } from './proofs.ts';
import { quoteAnswers, quoteCommands, quoteDrafts, quoteQueries } from './quotes.ts';
import { receivableOperations } from './receivables.ts';
import { reconciliationOperations } from './reconciliation.ts';
import { recurringOperations } from './recurring.ts';
import { refundOperations } from './refunds.ts';
import { seriesOperations } from './series.ts';
import { sessionListOperations, sessionOperations } from './session.ts';
import { portalStatementOperations, statementOperations } from './statements.ts';
import { stripeEndpointOperations, stripeOperations } from './stripe.ts';
import { stripeConnectOperations } from './stripeConnect.ts';
import { taxRateOperations } from './taxRates.ts';
import { taxReportOperations } from './taxReport.ts';
import { tenantOperations } from './tenant.ts';
import { webhookOperations } from './webhookEvents.ts';

/** The contents page of the API. */
export function everyOperation(g: Gateway): Operation[] {
  return [
    ...sessionOperations(g),
    ...sessionListOperations(g),
    ...tenantOperations(g),
    ...taxRateOperations(g),
    ...taxReportOperations(g),
    ...exchangeRateOperations(g),
    ...seriesOperations(g),
    ...statementOperations(g),
    ...receivableOperations(g),
    ...dashboardOperations(g),
    ...customerImportOperations(g),
    ...customerOperations(g),
    ...contactOperations(g),
    ...erasureOperations(g),
    ...customersPanelOperations(g),
    ...invoiceQueries(g),
    ...draftOperations(g),
    ...invoiceCommands(g),
    ...creditNoteOperations(g),
    ...invoiceRunOperations(g),
    ...quoteQueries(g),
    ...quoteDrafts(g),
    ...quoteCommands(g),
    ...quoteAnswers(g),
    ...recurringOperations(g),
    ...chasingOperations(g),
    ...paymentOperations(g),
    ...attemptOperations(g),
    ...paymentMethodOperations(g),
    ...autopayOperations(g),
    ...dunningOperations(g),
    ...refundOperations(g),
    ...disputeOperations(g),
    ...reconciliationOperations(g),
    ...proofOperations(g),
    ...payoutOperations(g),
    ...panelOperations(g),
    ...mailOperations(g),
    ...mailTemplateOperations(g),
    ...mailSettingsOperations(g),
    ...accountingOperations(g),
    ...commandOperations(g),
    ...stripeConnectOperations(g),
    ...operatorOperations(g),
    ...operatorStripeOperations(g),
    ...operatorEventOperations(g),
    ...webhookOperations(g),
    ...stripeOperations(g),
    ...stripeEndpointOperations(g),
    ...apiKeyOperations(g),
    ...portalEntryOperations(g),
    ...portalOperations(g),
    ...portalQuoteOperations(g),
    ...portalStatementOperations(g),
    ...portalMethodOperations(g),
    ...payOperations(g),
  ];
}
