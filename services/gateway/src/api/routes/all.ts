import type { Gateway } from '../../gateway.ts';
import type { Operation } from '../operation.ts';
import { accountingOperations } from './accounting.ts';
import { apiKeyOperations } from './apiKeys.ts';
import { customerOperations } from './customers.ts';
import { dashboardOperations } from './dashboard.ts';
import { draftOperations, invoiceCommands, invoiceQueries } from './invoices.ts';
import { mailOperations } from './mails.ts';
import { commandOperations, webhookOperations } from './operations.ts';
import { panelOperations } from './panels.ts';
import { payOperations } from './pay.ts';
import { paymentOperations } from './payments.ts';
import { portalOperations } from './portal.ts';
import { portalEntryOperations } from './portalEntry.ts';
import { sessionListOperations, sessionOperations } from './session.ts';
import { tenantOperations } from './tenant.ts';

/** The contents page of the API. */
export function everyOperation(g: Gateway): Operation[] {
  return [
    ...sessionOperations(g),
    ...sessionListOperations(g),
    ...tenantOperations(g),
    ...dashboardOperations(g),
    ...customerOperations(g),
    ...invoiceQueries(g),
    ...draftOperations(g),
    ...invoiceCommands(g),
    ...paymentOperations(g),
    ...panelOperations(g),
    ...mailOperations(g),
    ...accountingOperations(g),
    ...commandOperations(g),
    ...webhookOperations(g),
    ...apiKeyOperations(g),
    ...portalEntryOperations(g),
    ...portalOperations(g),
    ...payOperations(g),
  ];
}
