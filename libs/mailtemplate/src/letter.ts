import { linkTag, type MailDefinition, type Wording } from './definition.ts';
import { labels } from './labels.ts';
import type { MailLanguage } from './languages.ts';
import { type Paragraph, type Piece, parseTemplate } from './parse.ts';
import { linkTags, type TagValues, tags } from './tags.ts';

/** Words of a mail with its values in place. Nothing in it is markup; a link leads to `linkPlace`. */
export type Said = { kind: 'text'; text: string } | { kind: 'strong'; of: Said[] } | { kind: 'link'; words: Said[] };

/** What a mail says, before it is given a form. */
export type Letter = {
  language: MailLanguage;
  subject: string;
  /** The line that mail programs show beside the subject. */
  preview: string;
  paragraphs: Said[][];
  facts: { label: string; value: string }[];
  /** The one thing to do. Where it leads is put in when the mail is sent and is stored nowhere. */
  button: string | null;
  /** Said below the button, in small. */
  aside: Said[][];
  /** Whose mail it is. */
  sender: string;
};

/** Stands in a stored mail where its reader has the link. */
export const linkPlace = '{{link}}';

const known = Object.keys(tags) as (keyof typeof tags)[];

/** A value never looks like the place of the link, and is one line. */
const plain = (value: string) => value.replaceAll(/\s+/g, ' ').replaceAll('{{', '{ {').trim();

/**
 * Puts the values into a template that was checked. A paragraph whose tag has no value is left out, since half a sentence is worse than none;
 * in a single line the tag is.
 */
export function writeLetter(
  definition: MailDefinition,
  wording: Wording,
  { language, values, sender }: { language: MailLanguage; values: TagValues; sender: string },
): Letter {
  const paragraphs = (text: string) =>
    parseTemplate(text, known)
      .paragraphs.filter((paragraph) => hasValues(paragraph, values))
      .map((paragraph) => paragraph.map((piece) => say(piece, values)));
  const line = (text: string) =>
    parseTemplate(text, known)
      .paragraphs.flat()
      .map((piece) => words(say(piece, values)))
      .join('')
      .replaceAll(/\s+/g, ' ')
      .trim();
  return {
    language,
    subject: line(wording.subject),
    preview: line(wording.preview),
    paragraphs: paragraphs(wording.body),
    facts: factsOf(definition, language, values),
    button: linkTag(definition) === null ? null : line(wording.button),
    aside: paragraphs(wording.aside),
    sender: plain(sender),
  };
}

function factsOf({ facts }: MailDefinition, language: MailLanguage, values: TagValues): Letter['facts'] {
  const isAll = values.amount_due !== undefined && values.amount_due === values.invoice_total;
  const shown = facts.filter(
    ({ tag }) => values[tag] && !(tag === 'amount_due' && isAll && facts.some((fact) => fact.tag === 'invoice_total')),
  );
  return shown.map(({ label, tag }) => ({ label: labels[language][label], value: plain(values[tag] ?? '') }));
}

function hasValues(paragraph: Paragraph, values: TagValues): boolean {
  return paragraph.every((piece) => {
    if (piece.kind === 'tag') return linkTags.has(piece.tag) || Boolean(values[piece.tag]);
    if (piece.kind === 'strong') return hasValues(piece.of, values);
    return piece.kind === 'text' || hasValues(piece.words, values);
  });
}

function say(piece: Piece, values: TagValues): Said {
  switch (piece.kind) {
    case 'text':
      return { kind: 'text', text: piece.text };
    case 'strong':
      return { kind: 'strong', of: piece.of.map((inner) => say(inner, values)) };
    case 'link':
      return { kind: 'link', words: piece.words.map((inner) => say(inner, values)) };
    case 'tag':
      return linkTags.has(piece.tag)
        ? { kind: 'link', words: [{ kind: 'text', text: linkPlace }] }
        : { kind: 'text', text: plain(values[piece.tag] ?? '') };
  }
}

/** Its words alone. */
export function words(said: Said): string {
  switch (said.kind) {
    case 'text':
      return said.text;
    case 'strong':
      return said.of.map(words).join('');
    case 'link':
      return said.words.map(words).join('');
  }
}

/** Whether the letter has a place for its link, so that one must be made. */
export const hasLink = ({ button, paragraphs, aside }: Letter): boolean =>
  button !== null || [...paragraphs, ...aside].flat().some((said) => said.kind === 'link');
