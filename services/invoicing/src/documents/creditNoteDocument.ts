import type { CreditNoteDocument, InvoiceDocument } from '@purser/document';
import type { CreditDecision } from '../domain/credit.ts';
import { taxTable } from './taxes.ts';

type Facts = { number: string; issuedOn: string; reason: string };

/** A credit note from whom and to whom the invoice was, looking as it looked: nothing else is asked. */
export function creditNoteDocument(
  invoice: InvoiceDocument,
  { totals, offBalance, toCredit }: CreditDecision,
  { number, issuedOn, reason }: Facts,
): CreditNoteDocument {
  const { version, locale, currency, issuer, recipient, brand } = invoice;
  const invoiced = new Map(invoice.lines.map((line) => [line.id, line]));
  return {
    version,
    kind: 'creditNote',
    edition: 3,
    number,
    locale,
    currency,
    issuer,
    recipient,
    brand,
    issuedOn,
    invoice: { number: invoice.number, issuedOn: invoice.issuedOn },
    reason,
    lines: totals.lines.map(({ lineId, quantity, net, total }) => ({
      id: lineId,
      description: invoiced.get(lineId)?.description ?? '',
      quantity,
      taxes: invoiced.get(lineId)?.taxes ?? [],
      net: Number(net),
      tax: Number(total - net),
      total: Number(total),
    })),
    totals: {
      net: Number(totals.netTotal),
      tax: Number(totals.taxTotal),
      total: Number(totals.total),
      taxes: taxTable(totals.taxTotals),
    },
    offBalance: Number(offBalance),
    toCredit: Number(toCredit),
  };
}
