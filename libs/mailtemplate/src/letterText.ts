import { type Letter, linkPlace, type Said, words } from './letter.ts';

/** A mail's words without form, for programs that show no pages. */
export function letterText(letter: Letter): string {
  const facts = letter.facts.map(({ label, value }) => `${label}: ${value}`);
  const button = letter.button === null ? [] : [`${letter.button}:`, linkPlace, ''];
  const lines = [
    ...letter.paragraphs.flatMap((paragraph) => [written(paragraph), '']),
    ...facts,
    ...(facts.length > 0 ? [''] : []),
    ...button,
    ...letter.aside.map(written),
    '',
    '-- ',
    letter.sender,
  ];
  return lines.join('\n');
}

const written = (paragraph: Said[]): string => paragraph.map(plainly).join('');

function plainly(said: Said): string {
  if (said.kind !== 'link') return said.kind === 'text' ? said.text : said.of.map(plainly).join('');
  const of = said.words.map(words).join('');
  return of === linkPlace ? of : `${of} (${linkPlace})`;
}
