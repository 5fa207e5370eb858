import { expect, test } from 'vitest';
import { draftBody } from '../../../src/api/models/invoice.ts';
import { draft, line } from './draft.fixture.ts';
import { emptyLine } from './draft.ts';
import { bodyOf, decimalOf, missingForIssue } from './draftBody.ts';

test('a whole draft is what the API takes', () => {
  const written = bodyOf(
    draft({
      lines: [line({ quantity: '2,5', discount: { kind: 'percent', percent: '10' } }), line({ id: 'line-2' })],
      discount: { kind: 'amount', amount: 500 },
      poNumber: ' PO-7 ',
      note: 'Thanks',
      termsDays: '30',
    }),
  );
  expect(written.ok && draftBody.safeParse(written.body).success).toBe(true);
  expect(written).toMatchObject({
    body: {
      discount: { amount: 500 },
      poNumber: 'PO-7',
      termsDays: 30,
      lines: [{ quantity: '2.5', discount: { percent: '10' } }, {}],
    },
  });
});

test('a line that nobody wrote on is left out, and does not keep the draft from being saved', () => {
  const written = bodyOf(draft({ lines: [line(), emptyLine('line-2')] }));
  expect(written.ok && written.body.lines.map(({ id }) => id)).toEqual(['line-1']);
});

test('what is not filled in is not sent', () => {
  const written = bodyOf(draft());
  expect(written.ok && Object.keys(written.body).toSorted()).toEqual(['currency', 'customerId', 'lines']);
});

test.each([
  ['no customer', { customer: null }, 'customer'],
  ['no description', { lines: [line({ description: ' ' })] }, 'lines.line-1.description'],
  ['no price', { lines: [line({ unitAmount: null })] }, 'lines.line-1.unitAmount'],
  ['no number', { lines: [line({ quantity: 'two' })] }, 'lines.line-1.quantity'],
  ['nothing of it', { lines: [line({ quantity: '0' })] }, 'lines.line-1.quantity'],
  ['less than nothing', { lines: [line({ quantity: '-1' })] }, 'lines.line-1.quantity'],
  ['too exact a quantity', { lines: [line({ quantity: '1.1234567' })] }, 'lines.line-1.quantity'],
  ['more off than there is', { discount: { kind: 'percent', percent: '100.5' } }, 'discount'],
  ['an empty discount', { lines: [line({ discount: { kind: 'amount', amount: null } })] }, 'lines.line-1.discount'],
  ['terms of years', { termsDays: '366' }, 'termsDays'],
  ['terms in words', { termsDays: 'a month' }, 'termsDays'],
] as const)('%s is told at its field', (_what, part, path) => {
  const written = bodyOf(draft(part));
  expect(written.ok ? [] : Object.keys(written.faults)).toEqual([path]);
});

test('an invoice without lines may be kept, and not issued', () => {
  const empty = draft({ lines: [emptyLine('line-1')] });
  expect(bodyOf(empty).ok).toBe(true);
  expect(missingForIssue(empty)).toHaveProperty('lines');
  expect(missingForIssue(draft())).toEqual({});
});

test.each([
  ['2,5', '2.5'],
  [' 7 ', '7'],
  ['.5', '0.5'],
  ['3.', '3'],
  ['1,234.5', '1,234.5'],
])('%s is read as %s', (typed, read) => {
  expect(decimalOf(typed)).toBe(read);
});
