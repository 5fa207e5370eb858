import { documentModel, renderArticle } from '@purser/document';
import { expect, test } from 'vitest';
import { draft, line, tenant } from './draft.fixture.ts';
import { emptyLine } from './draft.ts';
import { documentOf, termsOf } from './draftDocument.ts';
import { reckonDraft } from './reckonDraft.ts';

const today = '2026-03-18';
const made = (part: Parameters<typeof draft>[0] = {}, of = tenant) => {
  const written = draft(part);
  return documentOf(written, reckonDraft(written, of.taxRounding), of, today);
};

test('the preview is a document like the server’s own', () => {
  const document = made({ lines: [line(), line({ id: 'line-2', discount: { kind: 'percent', percent: '50' } })] });
  expect(documentModel.safeParse(document).success).toBe(true);
  expect(document).toMatchObject({
    number: 'Draft',
    dueOn: '2026-04-01',
    lines: [
      { total: 12_000, discount: 0, taxes: ['VAT 20%'] },
      { total: 6_000, discount: 5_000 },
    ],
    totals: { subtotal: 20_000, discountTotal: 5_000, taxTotal: 3_000, total: 18_000 },
  });
});

test('the preview is in the customer’s language, else in the tenant’s', () => {
  const customer = { ...draft().customer!, language: 'el-GR' as const };
  const german = { ...tenant, language: 'de-AT' as const };
  expect([made({ customer }, german), made({}, german)].map(({ locale }) => locale)).toEqual(['el-GR', 'de-AT']);
});

test('an empty draft is a document too', () => {
  expect(documentModel.safeParse(made({ customer: null, lines: [emptyLine('line-1')] })).success).toBe(true);
});

test('the company’s details stand where it has some, its name where not', () => {
  expect(made().issuer.name).toBe('Northgate');
  const company = { legalName: 'Northgate IT Ltd', taxNumber: 'GB 1' };
  expect(made({}, { ...tenant, company }).issuer).toMatchObject({ name: 'Northgate IT Ltd', taxNumber: 'GB 1' });
});

test('markup in any field is text on the document', () => {
  const evil = '</script><img src=x onerror=alert(1)>';
  const customer = { ...draft().customer!, name: evil, email: evil };
  const html = renderArticle(made({ customer, note: evil, poNumber: evil, lines: [line({ description: evil })] }));
  expect(html).not.toContain('<img');
  expect(html).not.toContain('</script');
});

test.each([
  ['the draft’s own', '7', 30, 7],
  ['the customer’s', '', 30, 30],
  ['the tenant’s', '', null, 14],
  ['the tenant’s, while the box holds no number', 'soon', null, 14],
])('terms are %s', (_whose, termsDays, ofCustomer, days) => {
  expect(termsOf({ termsDays, customer: { ...draft().customer!, termsDays: ofCustomer } }, tenant)).toBe(days);
});
