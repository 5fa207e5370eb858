import { answer, handle, handleStepped } from '@purser/bus';
import { payments as contract, invoicing } from '@purser/contracts';
import type { ServiceDefinition } from '@purser/service';
import { cancelAttempt } from './commands/cancelAttempt.ts';
import { configureStripe } from './commands/configureStripe.ts';
import { preparePayment } from './commands/preparePayment.ts';
import { recordFee } from './commands/recordFee.ts';
import { replayWebhook } from './commands/replayWebhook.ts';
import { resolveAttempt } from './commands/resolveAttempt.ts';
import { readPaymentsConfig } from './config.ts';
import { webhookRoutes } from './http/webhooks.ts';
import { getAttempt } from './queries/getAttempt.ts';
import { listAttempts } from './queries/listAttempts.ts';
import { listPayments } from './queries/listPayments.ts';
import { listTroubles } from './queries/listTroubles.ts';
import { listWebhookEvents } from './queries/listWebhookEvents.ts';
import { paymentsPanel } from './queries/paymentsPanel.ts';
import { stripeAccounts } from './stripe/accounts.ts';
import { startIntake } from './webhooks/intake.ts';
import { webhookWorker } from './webhooks/worker.ts';

/** Money in: attempts, Stripe, and what Stripe tells us. */
export const payments: ServiceDefinition = {
  name: 'payments',
  migrations: new URL('../migrations/', import.meta.url),
  build: (parts) => {
    const accounts = stripeAccounts(parts, readPaymentsConfig(parts.env));
    const outside = { accounts, client: parts.client, runtime: parts.runtime };
    const worker = webhookWorker({ ...parts, crowded: () => intake.crowded() });
    const intake = startIntake({
      relay: parts.relay,
      vault: parts.vault,
      clock: parts.clock,
      log: parts.log,
      stored: worker.wake,
    });
    return {
      handlers: [
        handle(contract.configureStripe, configureStripe),
        handleStepped(contract.preparePayment, preparePayment(outside)),
        handleStepped(contract.cancelAttempt, cancelAttempt(outside)),
        handleStepped(contract.resolveAttempt, resolveAttempt(outside)),
        handleStepped(contract.recordFee, recordFee(outside)),
        handle(contract.replayWebhook, replayWebhook(worker.wake)),
        answer(contract.getAttempt, getAttempt),
        answer(contract.listPayments, listPayments),
        answer(contract.listAttempts, listAttempts),
        answer(contract.paymentsPanel, paymentsPanel),
        answer(contract.listTroubles, listTroubles),
        answer(contract.listWebhookEvents, listWebhookEvents),
      ],
      sends: [
        contract.paymentSucceeded,
        contract.paymentFailed,
        contract.attemptCancelled,
        contract.paymentFeeKnown,
        contract.recordFee,
        contract.resolveAttempt,
        invoicing.releasePayment,
      ],
      routes: webhookRoutes({ accounts, intake, log: parts.log, clock: parts.clock }),
      background: {
        start: worker.start,
        stop: async () => {
          await intake.close();
          await worker.stop();
        },
      },
    };
  },
};
