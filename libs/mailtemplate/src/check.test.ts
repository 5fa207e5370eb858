import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkWording } from './check.ts';
import { tagsOf } from './definition.ts';
import { mailDefinitions } from './kinds.ts';
import { mailLanguages } from './languages.ts';
import { parseTemplate } from './parse.ts';

const find = (kind: string) => {
  const found = mailDefinitions.find((definition) => definition.kind === kind);
  if (!found) throw new Error(kind);
  return found;
};
const invoice = find('invoiceIssued');
const wrong = (body: string) =>
  checkWording(invoice, { ...invoice.defaults.en, body }).map(({ line, column, code }) => `${line}:${column} ${code}`);

test('what mails say by default passes, in every language', () => {
  for (const definition of mailDefinitions)
    for (const language of mailLanguages)
      expect(checkWording(definition, definition.defaults[language]), `${definition.kind} ${language}`).toEqual([]);
});

describe('a template is refused with its place:', () => {
  test.each([
    ['Hello {customer}', '1:7 unknown_tag'],
    ['Hello\n\n  {CustomerName}', '3:3 unknown_tag'],
    ['a {customer_name', '1:3 unclosed_brace'],
    ['a {customer_name {due_date}', '1:3 unclosed_brace'],
    ['one\r\ntwo }', '2:5 stray_brace'],
    ['{sign_in_link}', '1:1 tag_not_here'],
    ['**{amount_paid}**', '1:3 tag_not_here'],
    ['{constructor}', '1:1 unknown_tag'],
    ['[here](https://evil.example)', '1:8 link_elsewhere'],
    ['x [here](javascript:alert`1`)', '1:10 link_elsewhere'],
    ['[{due}]({payment_link})', '1:2 unknown_tag'],
    ['', '1:1 missing'],
    ['x'.repeat(10_001), '1:1 too_long'],
  ])('%j', (body, place) => {
    expect(wrong(body)).toEqual([place]);
  });

  test('a subject of two lines, or with a link', () => {
    const about = (subject: string) => checkWording(invoice, { ...invoice.defaults.en, subject });
    expect(about('a\nBcc: x@example.com')).toMatchObject([{ field: 'subject', line: 2, code: 'one_line' }]);
    expect(about('a\u2028b')).toMatchObject([{ code: 'one_line' }]);
    expect(about('{payment_link}')).toMatchObject([{ code: 'tag_not_here' }]);
  });

  test('a button where there is nothing to do, and none where there is', () => {
    const receipt = find('invoicePaid');
    expect(checkWording(receipt, { ...receipt.defaults.en, button: 'Pay' })).toMatchObject([{ code: 'no_link_here' }]);
    expect(checkWording(invoice, { ...invoice.defaults.en, button: ' ' })).toMatchObject([{ code: 'missing' }]);
  });
});

test('a tag that was nearly right is suggested', () => {
  expect(parseTemplate('{CustomerName}', tagsOf(invoice)).problems[0]?.text).toContain('{customer_name}');
});

test('any text is read, quickly, and every place is within it', () => {
  const bits = fc.constantFrom(
    '{',
    '}',
    '**',
    '[',
    ']',
    '](',
    ')',
    '\n',
    '\n\n',
    ' ',
    'a',
    '{customer_name}',
    '<b>',
    '({payment_link})',
  );
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 60 }), (parts) => {
      const text = parts.join('');
      const lines = text.split('\n');
      for (const { line, column } of parseTemplate(text, tagsOf(invoice)).problems) {
        expect(line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1]?.length ?? 0) + 1);
      }
    }),
  );
});

test('words without braces, stars and brackets are what they were', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[^{}*[\]\s]+( [^{}*[\]\s]+)*$/), (text) => {
      expect(parseTemplate(text, []).paragraphs).toEqual([[{ kind: 'text', text }]]);
    }),
  );
});
