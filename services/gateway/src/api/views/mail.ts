import type { notifications } from '@purser/contracts';
import type { z } from 'zod';
import { shown, shownOrNull } from '../ids.ts';
import type { MailModel, MailSummaryModel } from '../models/mail.ts';

type Known = z.output<typeof notifications.getMail.output>;
type Listed = z.output<typeof notifications.listMails.output>['mails'][number];

export function mailSummaryView({ mailId, customerId, invoiceId, ...mail }: Listed): MailSummaryModel {
  return {
    ...mail,
    id: shown('eml', mailId),
    customerId: shown('cus', customerId),
    invoiceId: shownOrNull('inv', invoiceId),
  };
}

export function mailView({ html, text, attachments, ...mail }: Known): MailModel {
  return {
    ...mailSummaryView(mail),
    html,
    text,
    attachments: attachments.map(({ name, documentId }) => ({ name, documentId: shown('doc', documentId) })),
  };
}
