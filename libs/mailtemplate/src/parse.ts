import { isTag, linkTags, type Tag } from './tags.ts';

/** A piece of a line. Nothing in it is markup: what makes a page of it escapes it. */
export type Piece =
  | { kind: 'text'; text: string }
  | { kind: 'tag'; tag: Tag }
  | { kind: 'strong'; of: Piece[] }
  | { kind: 'link'; tag: Tag; words: Piece[] };
export type Paragraph = Piece[];

/** What is wrong, and where: line and column count from one, the column in characters as an editor counts them. */
export type Problem = { line: number; column: number; code: string; text: string };
export type Parsed = { paragraphs: Paragraph[]; problems: Problem[] };

const reserved = /\*\*|[{}]|\[(?=[^[\]\n]*\]\()/g;
/** `[words](target)`; the target up to the bracket that closes it. */
const linkForm = /\[([^[\]\n]+)\]\(([^()\n]*)\)/y;

/**
 * Reads a template: `{tag}`, `**strong**`, `[words]({payment_link})`, paragraphs apart by blank lines. Everything else is text, HTML too. A tag
 * that does not exist or that this kind does not know, and a brace without its other, are problems with their place.
 *
 * @param known what this kind's template may name
 */
export function parseTemplate(template: string, known: readonly Tag[]): Parsed {
  const problems: Problem[] = [];
  const paragraphs: Paragraph[] = [];
  const lines = template.replaceAll('\r\n', '\n').split('\n');
  let open: Paragraph = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') {
      if (open.length > 0) paragraphs.push(open);
      open = [];
      continue;
    }
    if (open.length > 0) open.push({ kind: 'text', text: '\n' });
    const wrong = (at: number, code: string, text: string) =>
      problems.push({ line: index + 1, column: at + 1, code, text });
    open.push(...readLine(line.trimEnd(), 0, known, wrong));
  }
  if (open.length > 0) paragraphs.push(open);
  return { paragraphs, problems };
}

type Wrong = (at: number, code: string, text: string) => void;

function readLine(line: string, offset: number, known: readonly Tag[], wrong: Wrong): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const say = (until: number) => {
    if (until > at) pieces.push({ kind: 'text', text: line.slice(at, until) });
  };
  for (;;) {
    reserved.lastIndex = at;
    const found = reserved.exec(line);
    if (!found) break;
    say(found.index);
    at = found.index;
    const next =
      found[0] === '**'
        ? readStrong(line, at, offset, known, wrong)
        : found[0] === '['
          ? readLink(line, at, offset, known, wrong)
          : readTag(line, at, offset, known, wrong);
    pieces.push(...next.pieces);
    at = next.end;
  }
  say(line.length);
  return pieces;
}

type Read = { pieces: Piece[]; end: number };

function readTag(line: string, at: number, offset: number, known: readonly Tag[], wrong: Wrong): Read {
  if (line[at] === '}') {
    wrong(offset + at, 'stray_brace', 'This brace closes nothing. A tag is written like {customer_name}.');
    return { pieces: [], end: at + 1 };
  }
  const close = line.slice(at + 1).search(/[{}]/);
  if (close === -1 || line[at + 1 + close] === '{') {
    wrong(offset + at, 'unclosed_brace', 'This brace is not closed. A tag is written like {customer_name}.');
    return { pieces: [], end: at + 1 };
  }
  const end = at + 1 + close;
  const tag = knownTag(line.slice(at + 1, end), offset + at, known, wrong);
  return { pieces: tag ? [{ kind: 'tag', tag }] : [], end: end + 1 };
}

function knownTag(name: string, place: number, known: readonly Tag[], wrong: Wrong): Tag | undefined {
  if (!isTag(name)) {
    const meant = known.find((tag) => tag.replaceAll('_', '') === name.toLowerCase().replaceAll(/[^a-z]/g, ''));
    const hint = meant ? ` Did you mean {${meant}}?` : '';
    wrong(place, 'unknown_tag', `There is no tag {${name.slice(0, 40)}}.${hint}`);
    return undefined;
  }
  if (!known.includes(name)) {
    wrong(place, 'tag_not_here', `This mail knows no {${name}}.`);
    return undefined;
  }
  return name;
}

/** Two stars that nothing closes are two stars. */
function readStrong(line: string, at: number, offset: number, known: readonly Tag[], wrong: Wrong): Read {
  const close = line.indexOf('**', at + 2);
  if (close <= at + 2) return { pieces: [{ kind: 'text', text: '**' }], end: at + 2 };
  const of = readLine(line.slice(at + 2, close), offset + at + 2, known, wrong);
  return { pieces: [{ kind: 'strong', of }], end: close + 2 };
}

function readLink(line: string, at: number, offset: number, known: readonly Tag[], wrong: Wrong): Read {
  linkForm.lastIndex = at;
  const found = linkForm.exec(line);
  if (!found) return { pieces: [{ kind: 'text', text: '[' }], end: at + 1 };
  const [whole, words = '', target = ''] = found;
  const place = offset + at + words.length + 3;
  const own = known.find((tag) => linkTags.has(tag));
  const end = at + whole.length;
  if (!own || target !== `{${own}}`) {
    const may = own ? `A link in this mail can lead to {${own}} only.` : 'This mail has no link.';
    wrong(place, 'link_elsewhere', may);
    return { pieces: [], end };
  }
  return { pieces: [{ kind: 'link', tag: own, words: readLine(words, offset + at + 1, known, wrong) }], end };
}
