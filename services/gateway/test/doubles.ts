import { answer, type Handler, handle } from '@purser/bus';
import { accounting, notifications } from '@purser/contracts';
import { fault } from '@purser/fault';
import type { Spec } from '@purser/message';
import type { ServiceDefinition } from '@purser/service';

/** Stands where a service would, on that service's own roles, and answers what it is given to answer. */
function double(name: string, handlers: readonly Handler[], sends: readonly Spec[] = []): ServiceDefinition {
  return { name, migrations: new URL('../migrations/', import.meta.url), build: () => ({ handlers, sends }) };
}

export type SignInLink = { tenant: string; customerId: string; browserHash: string };

/** No mail was ever sent; what was ordered is noted. */
export function notificationsDouble(ordered: SignInLink[]): ServiceDefinition {
  return double('notifications', [
    answer(notifications.listMails, async () => ({ mails: [], next: null })),
    answer(notifications.getMail, async () => {
      throw fault('notFound', 'mail_not_found', 'There is no such mail.');
    }),
    handle(notifications.sendInvoiceLink, async (_ctx, { mailId }) => ({ mailId })),
    handle(notifications.sendSignInLink, async ({ tenant }, { mailId, customerId, browserHash }) => {
      ordered.push({ tenant, customerId, browserHash });
      return { mailId };
    }),
  ]);
}

/** Nobody is connected to any books. */
export const accountingDouble = double('accounting', [
  answer(accounting.getConnection, async () => ({
    state: 'none' as const,
    organisation: null,
    connectedAt: null,
    lastSuccessAt: null,
    resumesAt: null,
    problem: null,
    mapping: null,
    counts: { waiting: 0, pushed: 0, failed: 0, needsAttention: 0 },
  })),
  answer(accounting.listDocuments, async () => ({ documents: [], next: null })),
]);
