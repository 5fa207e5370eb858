import type { DraftBody, InvoiceModel } from '../../../../src/api/models/invoice.ts';

/** A new draft that bills the same. Its purchase order is not taken along: an order is billed once. */
export function bodyOfCopy({ customer, currency, lines, discount, note, termsDays }: InvoiceModel): DraftBody {
  return {
    customerId: customer.id,
    currency,
    lines: lines.map(({ id, description, quantity, unitAmount, discount: off, taxes }) => ({
      id,
      description,
      quantity,
      unitAmount,
      ...(off && { discount: off }),
      taxes,
    })),
    ...(discount && { discount }),
    ...(note && { note }),
    ...(termsDays !== null && { termsDays }),
  };
}
