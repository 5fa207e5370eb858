import { mailsAhead } from '../quiet/unsettled.ts';
import type { Mail, Received, Snapshot } from '../snapshot/snapshot.ts';
import { type Check, each, type Finding, together } from './check.ts';

/** Whatever a customer is to hear of: which thing of whose, and whether it may be left unsaid. */
type Due = { tenant: string; customerId: string; sourceId: string; kinds: readonly string[]; mayDrop: boolean };

const receipts = ['invoicePaid', 'invoicePartlyPaid'];

/** Each issued invoice, unless it was void before its mail went out, and each payment of it. */
function mailsDue({ invoices, allocations }: Snapshot): Due[] {
  const of = new Map(invoices.map((invoice) => [invoice.invoiceId, invoice]));
  return [
    ...invoices
      .filter(({ number }) => number !== null)
      .map(({ tenant, customerId, invoiceId, isVoid }) => {
        return { tenant, customerId, sourceId: invoiceId, kinds: ['invoiceIssued'], mayDrop: isVoid };
      }),
    ...allocations.map(({ tenant, paymentId, invoiceId }) => {
      const customerId = of.get(invoiceId)?.customerId ?? '';
      return { tenant, customerId, sourceId: paymentId, kinds: receipts, mayDrop: false };
    }),
  ];
}

/** What a customer is told when the bank refused what was charged without them, by what they can do about it. */
const refusals = ['autopayRefused', 'autopayCardNeeded', 'autopayLastNotice', 'autopayConfirm'];
const toldStaff = {
  'payments.refundFailed': 'staffRefundFailed',
  'payments.disputeOpened': 'staffDisputeOpened',
  'payments.autopayGaveUp': 'staffAutopayGaveUp',
};

/** What may be mailed besides, by its cause: kind and source. */
function mailsMeantToo({ invoices, attempts, creditNotes, credits, refunds, outbox }: Snapshot): string[] {
  return [
    ...attempts.flatMap(({ attemptId }) => [...mailsAhead, ...refusals].map((kind) => `${kind} ${attemptId}`)),
    ...invoices.filter(({ isVoid }) => isVoid).map(({ invoiceId }) => `invoiceVoided ${invoiceId}`),
    ...creditNotes.map(({ creditNoteId }) => `creditNoteIssued ${creditNoteId}`),
    ...credits.filter(({ source }) => source === 'payment').map(({ sourceId }) => `creditCreated ${sourceId}`),
    ...refunds.map(({ partId }) => `refundSent ${partId}`),
    ...outbox.flatMap(({ name, id }) => (name in toldStaff ? [`${Reflect.get(toldStaff, name)} ${id}`] : [])),
  ];
}

const copiesIn = ({ mailbox }: Snapshot): Map<string, Received[]> => Map.groupBy(mailbox, ({ messageId }) => messageId);
const nameOf = ({ kind, mailId, sourceId }: Mail) => `${kind} ${mailId} about ${sourceId}`;

const mailsArrived: Check = {
  promise: 'every issued invoice and every receipt was sent by mail, and the mail is in the mailbox',
  find: (run) => {
    const copies = copiesIn(run);
    const bySource = Map.groupBy(run.mails, ({ sourceId }) => sourceId);
    return each(mailsDue(run), ({ tenant, customerId, sourceId, kinds, mayDrop }) => {
      const found = (bySource.get(sourceId) ?? []).filter(({ kind }) => kinds.includes(kind));
      const [mail, ...more] = found;
      if (!mail || more.length > 0) return `${kinds.join(' or ')} about ${sourceId}: ${found.length} mails`;
      if (mail.tenant !== tenant || mail.customerId !== customerId) return `${nameOf(mail)}: for another customer`;
      if (mail.status === 'dropped' && mayDrop) return undefined;
      if (mail.status !== 'sent') return `${nameOf(mail)}: ${mail.status} after ${mail.tries} tries, ${mail.problem}`;
      return !copies.has(mail.messageId) && `${nameOf(mail)}: said to be sent, and not in the mailbox`;
    });
  },
};

const mailsCopied: Check = {
  promise:
    'a mail came a second time only for another try after a death or a dropped connection, and then word for word the same',
  find: (run): Finding => {
    const mailOf = new Map(run.mails.map((mail) => [mail.messageId, mail]));
    return each(copiesIn(run), ([messageId, copies]) => {
      const tries = mailOf.get(messageId)?.tries ?? 0;
      if (copies.length > Math.max(1, tries)) return `${messageId}: ${copies.length} copies of ${tries} tries`;
      if (copies.length > 1 && run.cutOff === 0)
        return `${messageId}: ${copies.length} copies, and nothing was cut off`;
      const different = new Set(copies.map(({ subject, to, says }) => JSON.stringify([subject, to, says])));
      return different.size > 1 && `${messageId}: ${different.size} different mails under one Message-ID`;
    });
  },
};

const mailsMeant: Check = {
  promise: 'no mail came without a cause, and each went to its own customer and nobody else',
  find: (run) => {
    const mailOf = new Map(run.mails.map((mail) => [mail.messageId, mail]));
    const address = new Map(run.billed.map(({ tenant, customerId, email }) => [`${tenant} ${customerId}`, email]));
    const due = new Set(mailsDue(run).flatMap(({ sourceId, kinds }) => kinds.map((kind) => `${kind} ${sourceId}`)));
    const meantToo = new Set(mailsMeantToo(run));
    return together(
      each(run.mailbox, ({ messageId, to, isLate }) => {
        const mail = mailOf.get(messageId);
        if (isLate && mail?.status !== 'sent') return undefined;
        if (!mail) return `${messageId} to ${to.join(', ')}: nobody knows of it`;
        if (mail.status !== 'sent') return `${nameOf(mail)}: came, and is ${mail.status}`;
        const owner = address.get(`${mail.tenant} ${mail.customerId}`);
        return (to.length !== 1 || to[0] !== owner) && `${nameOf(mail)}: to ${to.join(', ')}, meant for ${owner}`;
      }),
      each(run.mails, (mail) => {
        const cause = `${mail.kind} ${mail.sourceId}`;
        return !due.has(cause) && !meantToo.has(cause) && `${nameOf(mail)}: there is no such thing`;
      }),
    );
  },
};

const mailsFinished: Check = {
  promise: 'no mail is under way or was given up, and no invoice is told to be paid for good twice',
  find: ({ mails, allocations }) => {
    const invoiceOf = new Map(allocations.map(({ paymentId, invoiceId }) => [paymentId, invoiceId]));
    const last = mails.filter(({ kind }) => kind === 'invoicePaid');
    return together(
      each(mails, (mail) => {
        const isAhead = mailsAhead.includes(mail.kind) && mail.status === 'planned';
        const hasEnded = mail.status === 'sent' || mail.status === 'dropped';
        return !isAhead && !hasEnded && `${nameOf(mail)}: ${mail.status} after ${mail.tries} tries, ${mail.problem}`;
      }),
      each(
        Map.groupBy(last, ({ sourceId }) => invoiceOf.get(sourceId) ?? sourceId),
        ([invoice, of]) => of.length > 1 && `invoice ${invoice}: said to be paid by ${of.length} payments`,
      ),
    );
  },
};

export const mailChecks = { mailsArrived, mailsCopied, mailsMeant, mailsFinished };

export type MailFigures = {
  sent: number;
  extra_copies: number;
  /** Mails that needed more than one try. */
  tried_again: number;
  dropped: number;
  /** Of failed payments, whose time has not come yet. */
  ahead: number;
};

export function mailFigures(run: Snapshot): MailFigures {
  const count = (is: (mail: Mail) => boolean) => run.mails.filter(is).length;
  return {
    sent: count(({ status }) => status === 'sent'),
    extra_copies: run.mailbox.length - copiesIn(run).size,
    tried_again: count(({ tries }) => tries > 1),
    dropped: count(({ status }) => status === 'dropped'),
    ahead: count(({ kind, status }) => mailsAhead.includes(kind) && status === 'planned'),
  };
}
