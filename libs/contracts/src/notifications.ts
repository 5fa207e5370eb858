import { command, event, query } from '@purser/message';
import { z } from 'zod';
import { billingStaff, cursor, email, everyRole, hash, id, instant, pageSize } from './common.ts';
import { mailKind, mailStatus, service } from './notifications/shapes.ts';
import { panelInput, panelView } from './panel.ts';

export * from './notifications/alarms.ts';
export * from './notifications/bounces.ts';
export * from './notifications/mailServer.ts';
export { mailKind, mailLanguage, mailStatus, wording } from './notifications/shapes.ts';
export * from './notifications/staffMails.ts';
export * from './notifications/templates.ts';

/** A planned mail goes out: a timer of the service's own. */
export const sendMail = command({
  service,
  name: 'sendMail',
  version: 1,
  input: z.strictObject({ mailId: id, customerId: id }),
  output: z.strictObject({ mailId: id, status: mailStatus }),
  callers: { services: ['notifications'] },
  subject: 'customerId',
});

/** Directory's answer to somebody who asked for a sign-in link. */
export const sendSignInLink = command({
  service,
  name: 'sendSignInLink',
  version: 1,
  input: z.strictObject({ mailId: id, customerId: id, contactId: id.nullable(), browserHash: hash }),
  output: z.strictObject({ mailId: id }),
  callers: { services: ['directory'] },
  subject: 'customerId',
});

/** The invoice's mail once more with a fresh link: asked by directory for a spent link's holder, or by staff. */
export const sendInvoiceLink = command({
  service,
  name: 'sendInvoiceLink',
  version: 1,
  input: z.strictObject({ mailId: id, customerId: id, invoiceId: id }),
  output: z.strictObject({ mailId: id }),
  callers: { staff: billingStaff, services: ['directory', 'invoicing'] },
  subject: 'customerId',
});

/** The quote's mail once more with a fresh link; what can be answered no more is not sent. */
export const sendQuoteLink = command({
  service,
  name: 'sendQuoteLink',
  version: 1,
  input: z.strictObject({ mailId: id, customerId: id, quoteId: id }),
  output: z.strictObject({ mailId: id }),
  callers: { staff: billingStaff },
  subject: 'customerId',
});

/** A statement of account, made by invoicing, goes to its customer with its PDF; what is no statement of theirs does not. */
export const sendStatement = command({
  service,
  name: 'sendStatement',
  version: 1,
  input: z.strictObject({ mailId: id, customerId: id, documentId: id }),
  output: z.strictObject({ mailId: id }),
  callers: { staff: billingStaff },
  subject: 'customerId',
});

/** Staff ask a customer to keep a card: who types it in, and agrees to it, is the customer, signed in to their own account. */
export const sendCardRequest = command({
  service,
  name: 'sendCardRequest',
  version: 1,
  input: z.strictObject({ mailId: id, customerId: id }),
  output: z.strictObject({ mailId: id }),
  callers: { staff: billingStaff },
  subject: 'customerId',
});

/** A mail that failed, or that the reader lost, goes out as a new one. */
export const resendMail = command({
  service,
  name: 'resendMail',
  version: 1,
  input: z.strictObject({ mailId: id, newMailId: id }),
  output: z.strictObject({ mailId: id }),
  callers: { staff: billingStaff },
});

const mailFields = {
  mailId: id,
  kind: mailKind,
  status: mailStatus,
  customerId: id,
  invoiceId: id.nullable(),
  /** Empty until it is written. */
  to: z.string(),
  subject: z.string(),
  /** RFC 5322, the same at each try. */
  messageId: z.string(),
  attempts: z.int(),
  problem: z.string().nullable(),
  createdAt: instant,
  sentAt: instant.nullable(),
};

/** Mails, the newest first. */
export const listMails = query({
  service,
  name: 'listMails',
  version: 1,
  input: z.strictObject({
    customerId: id.optional(),
    invoiceId: id.optional(),
    status: mailStatus.optional(),
    kind: mailKind.optional(),
    /** The whole address it went to. */
    to: email.optional(),
    after: cursor.optional(),
    limit: pageSize,
  }),
  output: z.strictObject({ mails: z.array(z.strictObject(mailFields)), next: z.string().nullable() }),
  callers: { staff: everyRole },
  sealed: ['to'],
  sealedOutput: ['mails.*.to', 'mails.*.subject'],
});

export const mailsPanel = query({
  service,
  name: 'mailsPanel',
  version: 1,
  input: panelInput,
  output: panelView,
  callers: { staff: everyRole },
  sealedOutput: ['rows'],
});

/** A mail as its reader got it; a link stands there as a placeholder, since nobody but the reader has it. */
export const getMail = query({
  service,
  name: 'getMail',
  version: 1,
  input: z.strictObject({ mailId: id }),
  output: z.strictObject({
    ...mailFields,
    html: z.string(),
    text: z.string(),
    attachments: z.array(z.strictObject({ name: z.string(), documentId: id })),
  }),
  callers: { staff: everyRole },
  sealedOutput: ['to', 'subject', 'html', 'text'],
});

const ofMail = { mailId: id, kind: mailKind, customerId: id, invoiceId: id.nullable() };

export const mailSent = event({
  service,
  name: 'mailSent',
  version: 1,
  input: z.strictObject(ofMail),
  readers: ['gateway'],
});

/** Its attempts are used up, or the server refused it for good. */
export const mailFailed = event({
  service,
  name: 'mailFailed',
  version: 1,
  input: z.strictObject({ ...ofMail, problem: z.string() }),
  readers: ['gateway'],
});
