import type { MailSummaryModel } from '../../../src/api/models/mail.ts';
import { useRead } from '../../shared/api/reads.ts';

const bringing: ReadonlySet<MailSummaryModel['kind']> = new Set(['invoiceIssued', 'invoiceLink', 'settledInvoice']);
const came: ReadonlySet<MailSummaryModel['status']> = new Set(['planned', 'sending', 'sent']);

/** What was mailed about an invoice, the newest first. */
export const useInvoiceMails = (invoiceId: string, enabled = true) =>
  useRead<{ data: MailSummaryModel[] }>('/mails', { query: { invoice: invoiceId, limit: 20 }, enabled });

/** Whether the customer got the invoice by mail, or is about to; undefined until it is known. */
export function useWasMailed(invoiceId: string, enabled: boolean): boolean | undefined {
  const { data } = useInvoiceMails(invoiceId, enabled);
  return data?.data.some(({ kind, status }) => bringing.has(kind) && came.has(status));
}
