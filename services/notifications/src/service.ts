import { answer, handle, handleStepped, react } from '@purser/bus';
import { notifications as contract, invoicing, payments } from '@purser/contracts';
import { connect } from '@purser/db';
import { postgresFiles } from '@purser/files';
import type { ServiceDefinition } from '@purser/service';
import { resendMail } from './commands/resendMail.ts';
import { sendInvoiceLink } from './commands/sendInvoiceLink.ts';
import { sendMail } from './commands/sendMail.ts';
import { sendSignInLink } from './commands/sendSignInLink.ts';
import { readNotificationsConfig } from './config.ts';
import { getMail } from './queries/getMail.ts';
import { listMails } from './queries/listMails.ts';
import { mailsPanel } from './queries/mailsPanel.ts';
import { onInvoiceIssued } from './reactions/onInvoiceIssued.ts';
import { onPaymentAllocated } from './reactions/onPaymentAllocated.ts';
import { onPaymentFailed } from './reactions/onPaymentFailed.ts';
import { openPost } from './smtp/post.ts';

/** Mail: what customers are told, once, and what became of it. */
export const notifications: ServiceDefinition = {
  name: 'notifications',
  migrations: new URL('../migrations/', import.meta.url),
  build: ({ env, client, runtime, clock }) => {
    const config = readNotificationsConfig(env);
    const post = openPost(config.smtpUrl, config.timeout_ms);
    const store = connect({ url: config.filesUrl, max: 2, name: 'notifications files' });
    const files = postgresFiles({ connection: store, now: () => clock.business() });
    return {
      handlers: [
        handleStepped(contract.sendMail, sendMail({ config, post, files, client, runtime, clock })),
        handle(contract.sendSignInLink, sendSignInLink),
        handle(contract.sendInvoiceLink, sendInvoiceLink),
        handle(contract.resendMail, resendMail),
        react(invoicing.invoiceIssued, 'mailTheInvoice', onInvoiceIssued),
        react(invoicing.paymentAllocated, 'mailTheReceipt', onPaymentAllocated),
        react(payments.paymentFailed, 'mailTheFailure', onPaymentFailed),
        answer(contract.listMails, listMails),
        answer(contract.getMail, getMail),
        answer(contract.mailsPanel, mailsPanel),
      ],
      sends: [contract.mailSent, contract.mailFailed],
      close: async () => {
        post.close();
        await store.close();
      },
    };
  },
};
