import { dueDate, type Totals } from '@purser/billing';
import type { InvoiceDocument } from '@purser/document';
import type { TenantModel } from '../../../src/api/models/tenant.ts';
import type { Draft } from './draft.ts';
import type { Reckoned } from './reckonDraft.ts';

const RECIPIENT = 'Customer';

/** The document as the customer would get it if this were issued on `today` (`YYYY-MM-DD`). */
export function documentOf(draft: Draft, reckoned: Reckoned, tenant: TenantModel, today: string): InvoiceDocument {
  const termsDays = termsOf(draft, tenant);
  const { company } = tenant;
  return {
    version: 1,
    kind: 'invoice',
    edition: 3,
    number: 'Draft',
    locale: draft.customer?.language ?? tenant.language,
    currency: draft.currency,
    issuer: {
      name: company?.legalName ?? tenant.name,
      address: company?.address ?? null,
      email: company?.email ?? null,
      phone: company?.phone ?? null,
      website: company?.website ?? null,
      taxNumber: company?.taxNumber ?? null,
      registrationNumber: company?.registrationNumber ?? null,
    },
    recipient: {
      name: draft.customer?.name || RECIPIENT,
      email: draft.customer?.email ?? null,
      address: draft.customer?.address ?? null,
      ...(draft.customer?.taxNumber && { taxNumber: draft.customer.taxNumber }),
    },
    brand: tenant.brand,
    issuedOn: today,
    dueOn: dueDate(today, { kind: 'net', days: termsDays }),
    terms_days: termsDays,
    poNumber: draft.poNumber.trim() || null,
    note: draft.note.trim() || null,
    lines: documentLines(reckoned),
    totals: documentTotals(reckoned.totals),
    bank: company?.bank ?? null,
  };
}

/** The terms that will hold: the draft's own, else the customer's, else the tenant's. */
export function termsOf(draft: Pick<Draft, 'termsDays' | 'customer'>, tenant: Pick<TenantModel, 'termsDays'>): number {
  const typed = draft.termsDays.trim();
  if (/^\d{1,3}$/.test(typed)) return Math.min(Number(typed), 365);
  return draft.customer?.termsDays ?? tenant.termsDays;
}

function documentLines({ totals, lines }: Reckoned): InvoiceDocument['lines'] {
  if (!totals) return [];
  return lines.flatMap((line, at) => {
    const figures = totals.lines[at];
    if (!figures) return [];
    return [
      {
        id: line.id,
        description: line.description.trim() || '–',
        quantity: figures.quantity,
        unitAmount: line.unitAmount ?? 0,
        discount: Number(figures.discount + figures.invoiceDiscount),
        taxes: line.taxes.map(taxName),
        net: Number(figures.net),
        tax: Number(figures.total - figures.net),
        total: Number(figures.total),
      },
    ];
  });
}

export function taxName({ name, percent, kind }: Draft['lines'][number]['taxes'][number]): string {
  if (kind === 'reverseCharge') return `${name} (reverse charge)`;
  return kind === 'exempt' ? `${name} (exempt)` : `${name} ${percent}%`;
}

function documentTotals(totals: Totals | null): InvoiceDocument['totals'] {
  if (!totals) return { subtotal: 0, discountTotal: 0, taxTotal: 0, total: 0, taxes: [] };
  return {
    subtotal: Number(totals.subtotal),
    discountTotal: Number(totals.discountTotal),
    taxTotal: Number(totals.taxTotal),
    total: Number(totals.total),
    taxes: totals.taxTotals.map(({ name, percent, inclusive, kind, taxable, amount }) => ({
      name,
      percent,
      inclusive,
      kind,
      taxable: Number(taxable),
      amount: Number(amount),
    })),
  };
}
