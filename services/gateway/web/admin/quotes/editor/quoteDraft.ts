import type { QuoteDraftBody, QuoteModel } from '../../../../src/api/models/quote.ts';
import { type Draft, type DraftCustomer, discountOf, emptyDraft, isBlank } from '../../drafting/draft.ts';
import { bodyOf, type DraftFaults } from '../../drafting/draftBody.ts';
import { readDraft } from '../../drafting/readDraft.ts';

/** A quote as it is being written: an invoice's draft whose lines may be a choice, and how long it stands. */
export type QuoteDraft = Draft & {
  /** `YYYY-MM-DD`; null for thirty days from sending. */
  validUntil: string | null;
};

export const emptyQuoteDraft = (currency: string, lineId: string): QuoteDraft => ({
  ...emptyDraft(currency, lineId),
  validUntil: null,
});

/** A stored draft as it is edited. */
export function quoteDraftOf(quote: QuoteModel, customer: DraftCustomer): QuoteDraft {
  return {
    customer,
    currency: quote.currency,
    lines: quote.lines.map(({ id, description, quantity, unitAmount, discount, taxes, optional, chosen }) => ({
      ...{ id, description, quantity, unitAmount, taxes },
      discount: discountOf(discount),
      ...(optional && { optional, chosen }),
    })),
    discount: discountOf(quote.discount),
    poNumber: quote.poNumber ?? '',
    note: quote.note ?? '',
    termsDays: quote.termsDays === null ? '' : String(quote.termsDays),
    validUntil: quote.validUntil,
  };
}

type Written = { ok: true; body: QuoteDraftBody } | { ok: false; faults: DraftFaults };

/** What the API takes, or everything that keeps the draft from being saved. `today` is of the tenant's zone. */
export function quoteBodyOf(draft: QuoteDraft, today: string): Written {
  const written = bodyOf(draft);
  const late: DraftFaults =
    draft.validUntil !== null && draft.validUntil < today ? { validUntil: 'Choose today or a later day.' } : {};
  if (!written.ok) return { ok: false, faults: { ...written.faults, ...late } };
  if (late.validUntil) return { ok: false, faults: late };
  const choices = new Map(draft.lines.map((line) => [line.id, line]));
  return {
    ok: true,
    body: {
      ...written.body,
      lines: written.body.lines.map((line) => {
        const { optional = false, chosen = false } = choices.get(line.id) ?? {};
        return { ...line, ...(optional && { optional, chosen }) };
      }),
      ...(draft.validUntil !== null && { validUntil: draft.validUntil }),
    },
  };
}

/** What is counted while nobody has chosen: all but the optional lines that are not ticked. */
export function countedIn(draft: QuoteDraft): QuoteDraft {
  return { ...draft, lines: draft.lines.filter(({ optional, chosen }) => !optional || chosen) };
}

/** What else is missing before it can be sent. */
export function missingForSend(draft: QuoteDraft): DraftFaults {
  return draft.lines.every(isBlank) ? { lines: 'Add at least one line.' } : {};
}

/** Checks what this browser kept of a draft. What an older page wrote and does not fit is refused. */
export function readQuoteDraft(stored: unknown): QuoteDraft | undefined {
  const draft = readDraft(stored);
  if (!draft || !('validUntil' in draft)) return undefined;
  const { validUntil } = draft;
  const isDay = typeof validUntil === 'string' && /^\d{4}-\d\d-\d\d$/.test(validUntil);
  return validUntil === null || isDay ? { ...draft, validUntil } : undefined;
}
