import { describe, expect, test } from 'vitest';
import { mailDefinitions } from './kinds.ts';
import { mailLanguages } from './languages.ts';
import { hasLink, linkPlace, words, writeLetter } from './letter.ts';
import { letterHtml } from './letterHtml.ts';
import { letterText } from './letterText.ts';
import { type TagValues, tags } from './tags.ts';

const look = { color: '#1f4fd8', onColor: '#ffffff', radius_px: 8, logo: null };
const examples: TagValues = Object.fromEntries(Object.entries(tags).map(([tag, { example }]) => [tag, example]));
const all = mailDefinitions.flatMap((definition) =>
  mailLanguages.map((language) => ({ name: `${definition.kind} in ${language}`, definition, language })),
);
const unescaped = (page: string) =>
  page.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&');

describe.each(all)('$name', ({ definition, language }) => {
  const letter = writeLetter(definition, definition.defaults[language], {
    language,
    values: examples,
    sender: 'Harbour IT',
  });

  test('says the same as a page and as plain text, with every tag in place', () => {
    const page = unescaped(letterHtml(letter, look));
    const text = letterText(letter);
    for (const said of [...letter.paragraphs, ...letter.aside].flat()) {
      if (said.kind !== 'text') continue;
      expect(text).toContain(said.text);
      expect(page).toContain(said.text);
    }
    expect(`${letter.subject}${letter.preview}${text}`.replaceAll(linkPlace, '')).not.toMatch(/[{}]/);
    expect(letter.subject).not.toBe('');
  });

  test('begins its paragraphs with a capital', () => {
    const [greeting, next, ...others] = letter.paragraphs;
    // In German a comma after the greeting goes on in small letters.
    const capital = language === 'de' ? [greeting, ...others] : [greeting, next, ...others];
    for (const paragraph of capital) {
      const text = paragraph?.[0] ? words(paragraph[0]) : '';
      expect(text.charAt(0)).toBe(text.charAt(0).toUpperCase());
    }
  });

  test('has one place for a link where there is something to do, and none where there is not', () => {
    const places = definition.link === null ? 0 : 1;
    expect(letterHtml(letter, look).split(linkPlace).length - 1).toBe(places);
    expect(letterText(letter).split(linkPlace).length - 1).toBe(places);
    expect(hasLink(letter)).toBe(places === 1);
  });
});

const invoiceIssued = mailDefinitions.find(({ kind }) => kind === 'invoiceIssued');
if (!invoiceIssued) throw new Error('there are no invoices');
const written = (
  wording: Partial<(typeof invoiceIssued.defaults)['en']>,
  values: TagValues = examples,
  sender = 'Harbour IT',
) => writeLetter(invoiceIssued, { ...invoiceIssued.defaults.en, ...wording }, { language: 'en', values, sender });

test('what a name or a number says is text, never markup, a tag or the place of the link', () => {
  const evil = `<img src=x onerror=alert(1)>"'& {{link}} {amount_due} **a**`;
  const values = Object.fromEntries(Object.keys(tags).map((tag) => [tag, evil]));
  const letter = written({ body: '{customer_name}' }, values, evil);
  const page = letterHtml(letter, { ...look, logo: `"><img src=x onerror=alert(1)>` });
  expect(page).not.toContain('<img src=x');
  expect(page).not.toContain('<strong>');
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(page.split(linkPlace).length - 1).toBe(1);
  expect(letterText(letter)).toContain('{amount_due} **a**');
});

test('a script in a template is shown as what it is: text', () => {
  const letter = written({ body: '<script>alert(1)</script> **<b>x</b>**' });
  expect(letterHtml(letter, look)).toContain(
    '&lt;script&gt;alert(1)&lt;/script&gt; <strong>&lt;b&gt;x&lt;/b&gt;</strong>',
  );
});

test('no value breaks a subject into headers', () => {
  const letter = written(
    { subject: 'For {customer_name}' },
    { ...examples, customer_name: 'Ada\r\nBcc: all@example.com' },
  );
  expect(letter.subject).toBe('For Ada Bcc: all@example.com');
});

test('a paragraph whose tag has no value is left out; so is what is due when it is all of it', () => {
  const { support_contact: _, ...values } = examples;
  expect(letterText(written({}, values))).not.toContain('Questions?');
  expect(letterText(written({}))).not.toContain('Still due');
  expect(letterText(written({}, { ...examples, amount_due: '£1.00' }))).toContain('Still due: £1.00');
});

test('strong words and links are such on the page, and words in plain text', () => {
  const letter = written({ body: '**Now** [pay {amount_due}]({payment_link})\nor later' });
  expect(letterHtml(letter, look)).toContain(
    `<strong>Now</strong> <a href="${linkPlace}" style="color:inherit">pay £944.33</a><br>or later`,
  );
  expect(letterText(letter)).toContain(`Now pay £944.33 (${linkPlace})\nor later`);
});
