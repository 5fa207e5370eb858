import { expect, test } from 'vitest';
import { draft, line, tenant } from '../../drafting/draft.fixture.ts';
import { reckonDraft } from '../../drafting/reckonDraft.ts';
import { quoteDocumentOf } from './quoteDocument.ts';
import { countedIn, missingForSend, type QuoteDraft, quoteBodyOf, readQuoteDraft } from './quoteDraft.ts';

const today = '2026-03-10';
const quote = (part: Partial<QuoteDraft> = {}): QuoteDraft => ({
  ...draft({
    lines: [
      line({ id: 'base' }),
      line({ id: 'backup', unitAmount: 5_000, optional: true, chosen: true }),
      line({ id: 'training', unitAmount: 1_000, optional: true, chosen: false }),
    ],
  }),
  validUntil: '2026-04-01',
  ...part,
});

test('what may be left out goes along, with what is ticked and until when it stands', () => {
  const written = quoteBodyOf(quote(), today);
  expect(written).toMatchObject({
    ok: true,
    body: {
      validUntil: '2026-04-01',
      lines: [
        { id: 'base' },
        { id: 'backup', optional: true, chosen: true },
        { id: 'training', optional: true, chosen: false },
      ],
    },
  });
  const [first] = written.ok ? written.body.lines : [];
  expect(first).not.toHaveProperty('optional');
});

test('a day that is over is refused at its field, together with all other faults', () => {
  const faults = { customer: expect.any(String), validUntil: expect.any(String) };
  expect(quoteBodyOf(quote({ customer: null, validUntil: '2026-03-09' }), today)).toEqual({ ok: false, faults });
  expect(quoteBodyOf(quote({ validUntil: today }), today)).toMatchObject({ ok: true });
});

test('an empty quote can be kept and not sent', () => {
  const empty = quote({ lines: [line({ description: '', unitAmount: null })] });
  expect(quoteBodyOf(empty, today)).toMatchObject({ ok: true });
  expect(missingForSend(empty)).toHaveProperty('lines');
  expect(missingForSend(quote())).toEqual({});
});

test('the document shows every line, and adds up what is ticked', () => {
  const written = quote({ poNumber: 'PO-77' });
  const reckoned = { all: reckonDraft(written, 'line'), counted: reckonDraft(countedIn(written), 'line') };
  const model = quoteDocumentOf(written, reckoned, tenant, { today, number: 'Q-0001', version: 2 });
  expect(model).toMatchObject({
    ...{
      kind: 'quote',
      number: 'Q-0001',
      quoteVersion: 2,
      poNumber: 'PO-77',
      validUntil: '2026-04-01',
      totals: { total: 18_000 },
    },
    lines: [
      { optional: false, chosen: true, total: 12_000 },
      { optional: true, chosen: true, total: 6_000 },
      { optional: true, chosen: false, total: 1_200 },
    ],
  });
});

test('what this browser kept is read back, and what does not fit is refused', () => {
  const kept = JSON.parse(JSON.stringify(quote()));
  expect(readQuoteDraft(kept)).toEqual(quote());
  expect(readQuoteDraft({ ...kept, validUntil: 7 })).toBeUndefined();
  expect(readQuoteDraft(JSON.parse(JSON.stringify(draft())))).toBeUndefined();
});
