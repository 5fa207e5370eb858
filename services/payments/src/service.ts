import { answer, handleStepped, react } from '@purser/bus';
import { payments as contract, directory, invoicing } from '@purser/contracts';
import { forgetSubject, type ServiceDefinition } from '@purser/service';
import { armEveryone } from './armEveryone.ts';
import { cancelAttempt } from './commands/paying/cancelAttempt.ts';
import { preparePayment } from './commands/paying/preparePayment.ts';
import { recordFee } from './commands/paying/recordFee.ts';
import { resolveAttempt } from './commands/paying/resolveAttempt.ts';
import { readPaymentsConfig } from './config.ts';
import { webhookRoutes } from './http/webhooks.ts';
import { connectHandlers, connectMessages } from './parts/connect.ts';
import { goingBackHandlers, goingBackMessages } from './parts/goingBack.ts';
import { intakeHandlers, intakeMessages } from './parts/intake.ts';
import { onFileHandlers, onFileMessages } from './parts/onFile.ts';
import { reconcilingHandlers, reconcilingMessages } from './parts/reconciling.ts';
import { stripeSetupHandlers, stripeSetupMessages } from './parts/stripeSetup.ts';
import { pace } from './proving/pace.ts';
import { getAttempt } from './queries/getAttempt.ts';
import { listAttempts } from './queries/listAttempts.ts';
import { listPayments } from './queries/listPayments.ts';
import { listTroubles } from './queries/listTroubles.ts';
import { paymentsPanel } from './queries/paymentsPanel.ts';
import { stripeAccounts } from './stripe/accounts.ts';
import { openNewSecrets } from './stripe/newSecrets.ts';
import { startIntake } from './webhooks/intake.ts';
import { type StoresListed, storeListed } from './webhooks/listed.ts';
import { refusedNotes } from './webhooks/refusedNotes.ts';
import { webhookWorker } from './webhooks/worker.ts';

/** Money in: attempts, Stripe, and what Stripe tells us. */
export const payments: ServiceDefinition = {
  name: 'payments',
  migrations: new URL('../migrations/', import.meta.url),
  build: (parts) => {
    const config = readPaymentsConfig(parts.env);
    const accounts = stripeAccounts(parts, config);
    const { client, runtime, clock } = parts;
    const newSecrets = openNewSecrets(clock);
    const outside = { accounts, client, runtime, clock, newSecrets, publicUrl: config.publicUrl };
    const proving = {
      ...outside,
      pace: pace(clock, config.readsPerSecond),
      /** An event of Stripe's list goes the way of a delivered one. */
      storeListed: (...of: Parameters<StoresListed['storeListed']>) => storeListed(intake, ...of),
    };
    let stopping = false;
    const worker = webhookWorker({ ...parts, accounts, crowded: () => intake.crowded() });
    const intake = startIntake({
      relay: parts.relay,
      vault: parts.vault,
      clock: parts.clock,
      log: parts.log,
      stored: worker.wake,
    });
    return {
      handlers: [
        handleStepped(contract.preparePayment, preparePayment(outside)),
        handleStepped(contract.cancelAttempt, cancelAttempt(outside)),
        handleStepped(contract.resolveAttempt, resolveAttempt(outside)),
        handleStepped(contract.recordFee, recordFee(outside)),
        ...connectHandlers(outside, config),
        ...onFileHandlers(outside),
        ...goingBackHandlers(outside),
        ...reconcilingHandlers(proving),
        ...intakeHandlers(outside, worker.wake),
        ...stripeSetupHandlers(outside),
        react(directory.customerErased, 'forgetTheCustomer', forgetSubject(parts.vault)),
        answer(contract.getAttempt, getAttempt),
        answer(contract.listPayments, listPayments),
        answer(contract.listAttempts, listAttempts),
        answer(contract.paymentsPanel, paymentsPanel),
        answer(contract.listTroubles, listTroubles),
      ],
      sends: [
        contract.paymentSucceeded,
        contract.paymentFailed,
        contract.attemptCancelled,
        contract.paymentFeeKnown,
        contract.recordFee,
        contract.resolveAttempt,
        ...connectMessages,
        ...onFileMessages,
        ...goingBackMessages,
        ...reconcilingMessages,
        ...intakeMessages,
        ...stripeSetupMessages,
        invoicing.releasePayment,
      ],
      routes: webhookRoutes({ accounts, intake, log: parts.log, clock, noteRefused: refusedNotes(parts) }),
      background: {
        start: (bus) => {
          worker.start(bus);
          void armEveryone(parts, bus, () => stopping);
        },
        stop: async () => {
          stopping = true;
          await intake.close();
          await worker.stop();
        },
      },
    };
  },
};
