import { answer, handle, handleStepped, react, reactInBatches } from '@purser/bus';
import { notifications as contract, directory, invoicing, payments, plumbingOf, serviceNames } from '@purser/contracts';
import { connect } from '@purser/db';
import { postgresFiles } from '@purser/files';
import { forgetSubject, type ServiceDefinition } from '@purser/service';
import { clearMailServer } from './commands/clearMailServer.ts';
import { forwardAlarm } from './commands/forwardAlarm.ts';
import { mailAlarms } from './commands/mailAlarms.ts';
import { noteAlarm } from './commands/noteAlarm.ts';
import { resendMail } from './commands/resendMail.ts';
import { resetTemplate } from './commands/resetTemplate.ts';
import { sendCardRequest } from './commands/sendCardRequest.ts';
import { sendInvoiceLink } from './commands/sendInvoiceLink.ts';
import { sendMail } from './commands/sendMail.ts';
import { sendQuoteLink } from './commands/sendQuoteLink.ts';
import { sendSignInLink } from './commands/sendSignInLink.ts';
import { sendStatement } from './commands/sendStatement.ts';
import { sendTestMail } from './commands/sendTestMail.ts';
import { setMailServer } from './commands/setMailServer.ts';
import { setStaffMails } from './commands/setStaffMails.ts';
import { setTemplate } from './commands/setTemplate.ts';
import { testMailServer } from './commands/testMailServer.ts';
import { readNotificationsConfig } from './config.ts';
import { getMail } from './queries/getMail.ts';
import { getMailOutage } from './queries/getMailOutage.ts';
import { getMailServer } from './queries/getMailServer.ts';
import { getStaffMails } from './queries/getStaffMails.ts';
import { getTemplate } from './queries/getTemplate.ts';
import { listBounces } from './queries/listBounces.ts';
import { listMails } from './queries/listMails.ts';
import { listTemplates } from './queries/listTemplates.ts';
import { mailsPanel } from './queries/mailsPanel.ts';
import { forgetAddresses } from './reactions/forgetAddresses.ts';
import { onCreditCreated } from './reactions/onCreditCreated.ts';
import { onCreditNoteIssued } from './reactions/onCreditNoteIssued.ts';
import { onRefundSucceeded, tellStaffOfDispute, tellStaffOfFailedRefund } from './reactions/onGoingBack.ts';
import { onInvoiceIssued } from './reactions/onInvoiceIssued.ts';
import { onInvoiceVoided } from './reactions/onInvoiceVoided.ts';
import { onMethodExpiring } from './reactions/onMethodExpiring.ts';
import { onPaymentAllocated } from './reactions/onPaymentAllocated.ts';
import { onAutopayWaits, onPaymentFailed } from './reactions/onPaymentFailed.ts';
import { onQuoteAccepted, onQuoteAskedFor, onQuoteDeclined, onQuoteSent } from './reactions/onQuotes.ts';
import { onReminderDue } from './reactions/onReminderDue.ts';
import { tellOfAlarms } from './reactions/tellOfAlarms.ts';
import { tellOfPayout } from './reactions/tellOfPayout.ts';
import { tellOfStop } from './reactions/tellOfStop.ts';
import { tellStaffOfFailure, tellStaffOfGivingUp, tellStaffOfPayment } from './reactions/tellStaff.ts';
import { openPost } from './smtp/post.ts';

/** Mail: what customers are told, once, and what became of it. */
export const notifications: ServiceDefinition = {
  name: 'notifications',
  migrations: new URL('../migrations/', import.meta.url),
  build: ({ env, client, runtime, clock, vault }) => {
    const config = readNotificationsConfig(env);
    const post = openPost({
      url: config.smtpUrl,
      timeout_ms: config.timeout_ms,
      arePrivateAllowed: config.arePrivateAllowed,
    });
    const store = connect({ url: config.filesUrl, max: 2, name: 'notifications files' });
    const files = postgresFiles({ connection: store, now: () => clock.business() });
    const outside = { config, post, files, client, runtime, clock };
    return {
      handlers: [
        handleStepped(contract.sendMail, sendMail(outside)),
        handleStepped(contract.sendTestMail, sendTestMail(outside)),
        handleStepped(contract.testMailServer, testMailServer(outside)),
        handleStepped(contract.mailAlarms, mailAlarms(outside)),
        handleStepped(contract.forwardAlarm, forwardAlarm(outside)),
        handle(contract.noteAlarm, noteAlarm),
        handle(contract.sendSignInLink, sendSignInLink),
        handle(contract.sendInvoiceLink, sendInvoiceLink),
        handle(contract.sendQuoteLink, sendQuoteLink),
        handle(contract.sendStatement, sendStatement),
        handle(contract.sendCardRequest, sendCardRequest),
        handle(contract.resendMail, resendMail),
        handle(contract.setTemplate, setTemplate),
        handle(contract.resetTemplate, resetTemplate),
        handle(contract.setMailServer, setMailServer(config)),
        handle(contract.clearMailServer, clearMailServer),
        handle(contract.setStaffMails, setStaffMails),
        reactInBatches(invoicing.invoiceIssued, 'mailTheInvoice', onInvoiceIssued),
        react(invoicing.paymentAllocated, 'mailTheReceipt', onPaymentAllocated),
        react(payments.paymentFailed, 'mailTheFailure', onPaymentFailed),
        react(directory.customerErased, 'forgetTheCustomer', forgetSubject(vault)),
        react(directory.customerErased, 'forgetTheAddresses', forgetAddresses),
        react(invoicing.creditNoteIssued, 'mailTheCreditNote', onCreditNoteIssued),
        react(invoicing.creditCreated, 'mailTheCredit', onCreditCreated),
        react(invoicing.invoiceVoided, 'mailTheVoid', onInvoiceVoided),
        react(invoicing.reminderDue, 'mailTheReminder', onReminderDue),
        react(invoicing.paymentAllocated, 'tellStaffOfPayment', tellStaffOfPayment),
        react(payments.paymentFailed, 'tellStaffOfFailure', tellStaffOfFailure),
        react(payments.autopayWaits, 'onAutopayWaits', onAutopayWaits),
        react(payments.autopayGaveUp, 'tellStaffOfGivingUp', tellStaffOfGivingUp),
        react(payments.methodExpiring, 'mailTheExpiry', onMethodExpiring),
        react(payments.refundSucceeded, 'mailTheRefund', onRefundSucceeded),
        react(payments.refundFailed, 'tellStaffOfFailedRefund', tellStaffOfFailedRefund),
        react(payments.disputeOpened, 'tellStaffOfDispute', tellStaffOfDispute),
        react(invoicing.quoteSent, 'mailTheQuote', onQuoteSent),
        react(invoicing.quoteAccepted, 'mailTheAcceptance', onQuoteAccepted),
        react(invoicing.quoteDeclined, 'tellStaffOfRefusal', onQuoteDeclined),
        react(invoicing.quoteAskedFor, 'tellStaffOfWish', onQuoteAskedFor),
        ...serviceNames.map((name) =>
          react(
            plumbingOf(name).alarmRaised,
            `tellOfAlarmsIn${name[0]?.toUpperCase()}${name.slice(1)}`,
            tellOfAlarms(config),
          ),
        ),
        react(payments.chargingStopped, 'tellOfStop', tellOfStop(config)),
        react(payments.payoutFailed, 'tellOfPayout', tellOfPayout),
        answer(contract.listMails, listMails),
        answer(contract.getMail, getMail),
        answer(contract.mailsPanel, mailsPanel),
        answer(contract.listTemplates, listTemplates),
        answer(contract.getTemplate, getTemplate),
        answer(contract.getMailServer, getMailServer(config)),
        answer(contract.getMailOutage, getMailOutage),
        answer(contract.getStaffMails, getStaffMails),
        answer(contract.listBounces, listBounces),
      ],
      sends: [contract.mailSent, contract.mailFailed],
      close: () => store.close(),
    };
  },
};
