import { linkTag, type MailDefinition, tagsOf, type Wording, type WordingField, wordingFields } from './definition.ts';
import { type Piece, type Problem, parseTemplate } from './parse.ts';

export type WordingProblem = Problem & { field: WordingField };

/** The longest that a field may be, in characters. */
export const wordingLimits: Readonly<Record<WordingField, number>> = {
  subject: 200,
  preview: 200,
  body: 10_000,
  button: 60,
  aside: 4000,
};

const ofOneLine: ReadonlySet<WordingField> = new Set<WordingField>(['subject', 'preview', 'button']);
const needed: ReadonlySet<WordingField> = new Set<WordingField>(['subject', 'body']);

/** All that is wrong with what somebody wants a mail to say, in the order of its fields. The same in the editor and at the service. */
export function checkWording(definition: MailDefinition, wording: Wording): WordingProblem[] {
  return wordingFields.flatMap((field) => checkField(definition, field, wording[field]));
}

function checkField(definition: MailDefinition, field: WordingField, text: string): WordingProblem[] {
  const first = (code: string, words: string): WordingProblem => ({ field, line: 1, column: 1, code, text: words });
  const limit = wordingLimits[field];
  if (text.length > limit) return [first('too_long', `At most ${limit} characters; this is ${text.length}.`)];
  const isButton = field === 'button';
  if (isButton && definition.link === null) {
    return text.trim() === '' ? [] : [first('no_link_here', 'This mail leads nowhere, so it has no button.')];
  }
  if (text.trim() === '') return needed.has(field) || isButton ? [first('missing', 'This cannot be empty.')] : [];
  const known = ofOneLine.has(field)
    ? tagsOf(definition).filter((tag) => tag !== linkTag(definition))
    : tagsOf(definition);
  const { paragraphs, problems } = parseTemplate(text, known);
  const found = problems.map((problem) => ({ ...problem, field }));
  const lines = text.split(/\r\n|[\r\n\u2028\u2029]/);
  if (ofOneLine.has(field) && lines.length > 1)
    found.push({
      field,
      line: 2,
      column: 1,
      code: 'one_line',
      text: 'This is one line: mail programs show no more of it.',
    });
  if (found.length === 0 && isButton && !paragraphs.flat().some(says))
    found.push(first('missing', 'This cannot be empty.'));
  return found;
}

const says = (piece: Piece): boolean => piece.kind !== 'text' || piece.text.trim() !== '';
