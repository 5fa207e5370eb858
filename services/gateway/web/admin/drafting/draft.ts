import type { CustomerModel } from '../../../src/api/models/customer.ts';
import type { DraftBody, InvoiceLineBody, InvoiceModel } from '../../../src/api/models/invoice.ts';

export type Tax = InvoiceLineBody['taxes'][number];
export type DraftCustomer = Pick<CustomerModel, 'id' | 'name' | 'email' | 'currency' | 'termsDays' | 'address'> &
  Partial<Pick<CustomerModel, 'poNumber' | 'language' | 'taxNumber'>>;

/** A discount as it is being typed: percent as text, or minor units. */
export type DraftDiscount =
  | { kind: 'none' }
  | { kind: 'percent'; percent: string }
  | { kind: 'amount'; amount: number | null };

/** A line as it is being typed. `unitAmount` is minor units, null while the box is empty. */
export type DraftLine = {
  id: string;
  description: string;
  quantity: string;
  unitAmount: number | null;
  discount: DraftDiscount;
  taxes: readonly Tax[];
  /** On a quote: the customer may leave it out, and whether it is ticked before they look. */
  optional?: boolean;
  chosen?: boolean;
};

/** An invoice as it is being written; anything in it may be unfinished. */
export type Draft = {
  customer: DraftCustomer | null;
  currency: string;
  lines: readonly DraftLine[];
  discount: DraftDiscount;
  poNumber: string;
  note: string;
  /** Days as text; empty for the customer's or tenant's own terms. */
  termsDays: string;
};

export const noDiscount: DraftDiscount = { kind: 'none' };

export function emptyLine(id: string, taxes: readonly Tax[] = []): DraftLine {
  return { id, description: '', quantity: '1', unitAmount: null, discount: noDiscount, taxes };
}

export function emptyDraft(currency: string, lineId: string): Draft {
  const lines = [emptyLine(lineId)];
  return { customer: null, currency, lines, discount: noDiscount, poNumber: '', note: '', termsDays: '' };
}

/** A stored draft, or any invoice of which a new one is made, as it is edited. `customer` is whom it is for, as far as is known. */
export function draftOf(invoice: InvoiceModel, customer: DraftCustomer): Draft {
  return draftOfLines(invoice, customer);
}

type Written = {
  currency: string;
  lines: readonly (Omit<InvoiceLineBody, 'discount'> & { discount?: InvoiceLineBody['discount'] | null })[];
  discount?: DraftBody['discount'] | null;
  poNumber?: string | null | undefined;
  note?: string | null | undefined;
  termsDays?: number | null | undefined;
};

/** Lines with what goes with them, wherever they are kept, as they are edited. */
export function draftOfLines(invoice: Written, customer: DraftCustomer): Draft {
  return {
    customer,
    currency: invoice.currency,
    lines: invoice.lines.map(({ id, description, quantity, unitAmount, discount, taxes }) => ({
      id,
      description,
      quantity,
      unitAmount,
      discount: discountOf(discount),
      taxes,
    })),
    discount: discountOf(invoice.discount),
    poNumber: invoice.poNumber ?? '',
    note: invoice.note ?? '',
    termsDays: String(invoice.termsDays ?? ''),
  };
}

export function discountOf(discount: DraftBody['discount'] | null | undefined): DraftDiscount {
  if (!discount) return noDiscount;
  return 'percent' in discount
    ? { kind: 'percent', percent: discount.percent }
    : { kind: 'amount', amount: discount.amount };
}

/** Whether nobody has written anything on the line yet. Such a line is passed over. */
export function isBlank({ description, quantity, unitAmount }: DraftLine): boolean {
  return description.trim() === '' && unitAmount === null && (quantity.trim() === '1' || quantity.trim() === '');
}

export function moveLine(lines: readonly DraftLine[], from: number, to: number): readonly DraftLine[] {
  if (to < 0 || to >= lines.length || from === to) return lines;
  const moved = [...lines];
  moved.splice(to, 0, ...moved.splice(from, 1));
  return moved;
}
