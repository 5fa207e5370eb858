/**
 * Where a customer pays an invoice online: its page in the portal, which asks who one is. A document is kept and passed on, so the
 * links that open by themselves stand in mails alone.
 */
export function payAddress(publicUrl: string | undefined, slug: string, invoiceId: string): string | undefined {
  if (publicUrl === undefined) return undefined;
  return `${publicUrl.replace(/\/$/, '')}/portal/${slug}/invoices/inv_${invoiceId.replaceAll('-', '')}`;
}
