import type { MailDefinition } from './definition.ts';
import { autopayCardNeeded } from './kinds/autopayCardNeeded.ts';
import { autopayConfirm } from './kinds/autopayConfirm.ts';
import { autopayLastNotice } from './kinds/autopayLastNotice.ts';
import { autopayRefused } from './kinds/autopayRefused.ts';
import { cardRequested } from './kinds/cardRequested.ts';
import { creditCreated } from './kinds/creditCreated.ts';
import { creditNoteIssued } from './kinds/creditNoteIssued.ts';
import { invoiceIssued } from './kinds/invoiceIssued.ts';
import { invoiceLink } from './kinds/invoiceLink.ts';
import { invoicePaid } from './kinds/invoicePaid.ts';
import { invoicePartlyPaid } from './kinds/invoicePartlyPaid.ts';
import { invoiceVoided } from './kinds/invoiceVoided.ts';
import { methodExpiring } from './kinds/methodExpiring.ts';
import { paymentFailed } from './kinds/paymentFailed.ts';
import { quoteAccepted } from './kinds/quoteAccepted.ts';
import { quoteSent } from './kinds/quoteSent.ts';
import { refundSent } from './kinds/refundSent.ts';
import { reminderBeforeDue } from './kinds/reminderBeforeDue.ts';
import { reminderOverdue } from './kinds/reminderOverdue.ts';
import { settledInvoice } from './kinds/settledInvoice.ts';
import { signInLink } from './kinds/signInLink.ts';
import { staffAlarm } from './kinds/staffAlarm.ts';
import { staffAutopayGaveUp } from './kinds/staffAutopayGaveUp.ts';
import { staffDisputeOpened } from './kinds/staffDisputeOpened.ts';
import { staffMailBounced } from './kinds/staffMailBounced.ts';
import { staffPaymentFailed } from './kinds/staffPaymentFailed.ts';
import { staffPaymentReceived } from './kinds/staffPaymentReceived.ts';
import { staffQuoteAccepted } from './kinds/staffQuoteAccepted.ts';
import { staffQuoteAskedFor } from './kinds/staffQuoteAskedFor.ts';
import { staffQuoteDeclined } from './kinds/staffQuoteDeclined.ts';
import { staffRefundFailed } from './kinds/staffRefundFailed.ts';
import { statementSent } from './kinds/statementSent.ts';

/** Every kind of mail there is, in the order in which they are listed. A new one is a file in `kinds/` and a line here. */
const definitions = [
  invoiceIssued,
  invoiceLink,
  settledInvoice,
  reminderBeforeDue,
  reminderOverdue,
  invoicePaid,
  invoicePartlyPaid,
  paymentFailed,
  autopayRefused,
  autopayConfirm,
  autopayCardNeeded,
  autopayLastNotice,
  methodExpiring,
  cardRequested,
  creditNoteIssued,
  creditCreated,
  refundSent,
  invoiceVoided,
  statementSent,
  quoteSent,
  quoteAccepted,
  signInLink,
  staffPaymentReceived,
  staffPaymentFailed,
  staffAutopayGaveUp,
  staffRefundFailed,
  staffDisputeOpened,
  staffQuoteAccepted,
  staffQuoteDeclined,
  staffQuoteAskedFor,
  staffMailBounced,
  staffAlarm,
] as const;

export type MailKind = (typeof definitions)[number]['kind'];

/** With the name's type widened, so that code may ask of any. */
export const mailDefinitions: readonly MailDefinition<MailKind>[] = definitions;
export const mailKinds: readonly MailKind[] = definitions.map(({ kind }) => kind);

export function definitionOf(kind: MailKind): MailDefinition<MailKind> {
  const found = mailDefinitions.find((definition) => definition.kind === kind);
  if (!found) throw new Error(`no mail is called ${kind}`);
  return found;
}
