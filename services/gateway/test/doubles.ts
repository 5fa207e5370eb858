import { answer, type Handler, handle } from '@purser/bus';
import { accounting, notifications } from '@purser/contracts';
import { fault } from '@purser/fault';
import { definitionOf } from '@purser/mailtemplate';
import type { Spec } from '@purser/message';
import type { ServiceDefinition } from '@purser/service';
import type { z } from 'zod';

/** Stands where a service would, on that service's own roles, and answers what it is given to answer. */
function double(name: string, handlers: readonly Handler[], sends: readonly Spec[] = []): ServiceDefinition {
  return { name, migrations: new URL('../migrations/', import.meta.url), build: () => ({ handlers, sends }) };
}

export type SignInLink = { tenant: string; customerId: string; browserHash: string };

export type TestMail = { tenant: string } & z.output<typeof notifications.sendTestMail.input>;

export type StatementMail = { tenant: string } & z.output<typeof notifications.sendStatement.input>;

export type Ordered = { signInLinks: SignInLink[]; testMails: TestMail[]; statements: StatementMail[] };

/** No mail was ever sent; what was ordered is noted. */
export function notificationsDouble({ signInLinks, testMails, statements }: Ordered): ServiceDefinition {
  return double('notifications', [
    answer(notifications.listMails, async () => ({ mails: [], next: null })),
    answer(notifications.listTemplates, async () => ({ changed: [] })),
    answer(notifications.getTemplate, async (_ctx, { kind, language }) => ({
      kind,
      language,
      wording: definitionOf(kind).defaults[language],
      changedAt: null,
    })),
    answer(notifications.getMailServer, async () => ({
      server: null,
      installation: { fromAddress: 'billing@purser.example' },
      ports: [587],
      mayBePlain: false,
    })),
    answer(notifications.getMailOutage, async () => ({ outage: null })),
    answer(notifications.getStaffMails, async () => ({ address: null, mails: [] })),
    answer(notifications.listBounces, async () => ({ bounces: [] })),
    answer(notifications.getMail, async () => {
      throw fault('notFound', 'mail_not_found', 'There is no such mail.');
    }),
    handle(notifications.sendTestMail, async ({ tenant }, mail) => {
      testMails.push({ tenant, ...mail });
      return { isSent: true, problem: null };
    }),
    handle(notifications.sendStatement, async ({ tenant }, mail) => {
      statements.push({ tenant, ...mail });
      return { mailId: mail.mailId };
    }),
    handle(notifications.sendInvoiceLink, async (_ctx, { mailId }) => ({ mailId })),
    handle(notifications.sendSignInLink, async ({ tenant }, { mailId, customerId, browserHash }) => {
      signInLinks.push({ tenant, customerId, browserHash });
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
