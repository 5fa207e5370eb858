import type { MailSummaryModel } from '../../../src/api/models/mail.ts';

export const mailKinds: Record<MailSummaryModel['kind'], string> = {
  invoiceIssued: 'Invoice',
  invoicePaid: 'Receipt',
  invoicePartlyPaid: 'Receipt of a part',
  paymentFailed: 'Payment that failed',
  signInLink: 'Sign-in link',
  invoiceLink: 'Invoice, sent again',
};

/** A mail that was not written yet has no subject; it is then called by what it is. */
export const subjectOf = ({ subject, kind }: Pick<MailSummaryModel, 'subject' | 'kind'>): string =>
  subject.trim() || mailKinds[kind];
