import { addDays } from '@purser/billing';
import type { QuoteDocument } from '@purser/document';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { documentOf } from '../../drafting/draftDocument.ts';
import type { Reckoned } from '../../drafting/reckonDraft.ts';
import type { QuoteDraft } from './quoteDraft.ts';

/** Days a quote stands when nobody says otherwise; invoicing sets the same. */
const USUAL_DAYS = 30;

/** All lines, for what each comes to; and those that are counted, for what the quote does. */
export type QuoteReckoned = { all: Reckoned; counted: Reckoned };
type Facts = { today: string; number: string | null; version: number };

/** The document as the customer would get it if this were sent on `today` (`YYYY-MM-DD`). */
export function quoteDocumentOf(
  draft: QuoteDraft,
  { all, counted }: QuoteReckoned,
  tenant: TenantModel,
  { today, number, version }: Facts,
): QuoteDocument {
  const whole = documentOf(draft, all, tenant, today);
  const ticked = documentOf(draft, counted, tenant, today);
  const figures = new Map(ticked.lines.map((line) => [line.id, line]));
  const choices = new Map(draft.lines.map((line) => [line.id, line]));
  const { locale, currency, issuer, recipient, brand, terms_days, poNumber, note } = whole;
  return {
    version: 1,
    kind: 'quote',
    edition: 3,
    number: number ?? 'Draft',
    quoteVersion: version,
    ...{ locale, currency, issuer, recipient, brand, terms_days, poNumber, note },
    issuedOn: today,
    validUntil: draft.validUntil ?? addDays(today, USUAL_DAYS),
    lines: whole.lines.map((line) => {
      const { optional = false, chosen = false } = choices.get(line.id) ?? {};
      return { ...(figures.get(line.id) ?? line), optional, chosen: !optional || chosen };
    }),
    totals: ticked.totals,
  };
}
