import { type Block, type Sheet, tint } from '@purser/document';
import { composeTable, tableHeight } from './composeTable.ts';
import { composeFacts, composePayment } from './composeWaysToPay.ts';
import { type Drawing, ink } from './drawing.ts';
import type { Fonts } from './fonts.ts';
import type { Logo } from './logo.ts';
import { openPaper, type Paper, type SetText } from './paper.ts';
import { heightOf, keep, oneLine, pairsHeight, putDown, putPairs, setPairs } from './parts.ts';

const sizes = { A4: { width: 595.28, height: 841.89 }, LETTER: { width: 612, height: 792 } };
const band = 6;

/** Puts every word of the sheet at its place on pages. */
export function compose(sheet: Sheet, fonts: Fonts, logo: Logo | undefined): Drawing {
  const size = sizes[sheet.paper];
  const paper = openPaper(size, fonts);
  composeHead(paper, sheet, logo);
  for (const [at, block] of sheet.blocks.entries()) composeBlock(paper, block, sheet, sheet.blocks[at + 1]);
  const pages = paper.pages.map((marks, at) => [
    { kind: 'box' as const, x: 0, y: 0, width: size.width, height: band, radius: 0, fill: sheet.brand.color },
    ...marks,
    ...foot(paper, sheet, { page: at + 1, pages: paper.pages.length, y: size.height - 36 }),
  ]);
  return { ...size, pages };
}

function composeHead(paper: Paper, sheet: Sheet, logo: Logo | undefined): void {
  const { left, width } = paper;
  const half = width / 2;
  const word = paper.set(sheet.heading.word, half, { size: 21, weight: 700, align: 'right' });
  const number = paper.set(sheet.heading.number, half, { size: 9.5, color: ink.quiet, align: 'right' });
  paper.put(word, left + half, paper.y() - 6);
  paper.put(number, left + half, paper.y() - 6 + word.height);
  const height = word.height + number.height - 6;
  if (logo) {
    const logoWidth = Math.min(165, 42 * logo.ratio);
    paper.mark({ kind: 'logo', x: left, y: paper.y(), width: logoWidth, height: logoWidth / logo.ratio });
    paper.down(Math.max(height, 42) + 14);
    return;
  }
  const wordmark = paper.set(sheet.issuer, half - 20, { size: 15, weight: 700 });
  paper.put(wordmark, left, paper.y() - 3);
  paper.down(Math.max(height, wordmark.height) + 14);
}

function foot(paper: Paper, { foot: { text, pages: label } }: Sheet, at: { page: number; pages: number; y: number }) {
  const style = { size: 8, color: ink.quiet };
  const words = label.replace('{page}', String(at.page)).replace('{pages}', String(at.pages));
  const right = paper.set(words, 120, { ...style, align: 'right' });
  const left = paper.set(text, paper.width - 140, style);
  const first = left.lines.length > 1 ? [`${left.lines[0]} …`] : left.lines;
  const place = ({ height: _, ...mark }: SetText, x: number) => ({ ...mark, x, y: at.y });
  return [
    place({ ...left, width: paper.width - 130, lines: first }, paper.left),
    place(right, paper.left + paper.width - 120),
  ];
}

function composeBlock(paper: Paper, block: Block, sheet: Sheet, next: Block | undefined): void {
  switch (block.kind) {
    case 'parties':
      composeParties(paper, block);
      break;
    case 'amount':
      composeAmount(paper, block, sheet);
      break;
    case 'table':
      // The last row goes along with the sums.
      composeTable(paper, block, next?.kind === 'sums' ? sumsRoom(paper, next) : 0);
      break;
    case 'sums':
      composeSums(paper, block, sheet);
      break;
    case 'facts':
      composeFacts(paper, block, sheet);
      break;
    case 'text':
      composeText(paper, block);
      break;
    case 'payment':
      composePayment(paper, block, sheet);
      break;
  }
}

type Sums = Extract<Block, { kind: 'sums' }>;

function composeParties(paper: Paper, { parties }: Extract<Block, { kind: 'parties' }>): void {
  const width = paper.width / parties.length;
  const columns = parties.map(({ label, name, lines }) => [
    paper.set(label, width - 16, { size: 8, color: ink.quiet }),
    paper.set(name, width - 16, { weight: 700 }),
    paper.set(lines.join('\n'), width - 16),
  ]);
  keep(paper, Math.max(...columns.map(heightOf)));
  for (const [at, column] of columns.entries()) putDown(paper, column, paper.left + at * width);
  paper.down(Math.max(...columns.map(heightOf)) + 14);
}

function composeAmount(paper: Paper, block: Extract<Block, { kind: 'amount' }>, { brand }: Sheet): void {
  const inner = paper.width - 28;
  const split = inner * 0.55;
  const figure = [21, 17, 13, 10].map((size) => paper.set(block.figure, split - 12, { size, weight: 700 }));
  const left = [
    paper.set(block.label, split - 12, { size: 8, color: ink.quiet }),
    oneLine(figure),
    paper.set(block.remark, split - 12),
  ];
  const facts = setPairs(paper, block.facts, inner - split);
  const right = pairsHeight(facts);
  const height = Math.max(heightOf(left), right) + 24;
  keep(paper, height);
  const y = paper.y();
  paper.mark({
    kind: 'box',
    x: paper.left,
    y,
    width: paper.width,
    height,
    radius: brand.radius_px * 0.75,
    fill: tint(brand.color),
  });
  putDown(paper, left, paper.left + 14, y + 12);
  putPairs(paper, facts, paper.left + 14 + split, y + 12);
  paper.down(height + 14);
}

/** What sums need, roughly. */
function sumsRoom(paper: Paper, { sums, beside }: Sums): number {
  const own = sums.length * 20 + 10;
  return beside ? Math.max(own, tableHeight(leftOfSums(paper), beside)) : own;
}

/** What sums leave of the width. */
function leftOfSums(paper: Paper): Paper {
  return { ...paper, width: paper.width * 0.44 };
}

function composeSums(paper: Paper, block: Sums, { brand }: Sheet): void {
  const { height, put } = setSums(paper, block, brand);
  const { beside } = block;
  const left = leftOfSums(paper);
  const besideHeight = beside ? tableHeight(left, beside) + besideTop : 0;
  keep(paper, Math.max(height, besideHeight));
  const top = paper.y();
  put();
  if (beside) {
    paper.down(top + besideTop - paper.y());
    composeTable(left, beside, 0);
    paper.down(top + Math.max(height, besideHeight) - paper.y());
  }
  paper.down(14);
}

/** The first line of what stands beside sums is level with their first. */
const besideTop = 3;

function setSums(paper: Paper, { title, sums }: Sums, brand: Sheet['brand']) {
  const width = paper.width * 0.52;
  const x = paper.left + paper.width - width;
  const heading = title === '' ? undefined : paper.set(title, width, { weight: 700 });
  const rows = sums.map(({ label, value, strong }) => {
    const style = strong ? { size: 11, weight: 700 as const, color: brand.onColor } : {};
    const figure = paper.set(value, width * 0.55, { ...style, align: 'right' });
    return { strong, figure, label: paper.set(label, width * 0.45 - 24, style), padding: strong ? 6 : 3 };
  });
  const heightOfRow = ({ figure, label, padding }: (typeof rows)[number]) =>
    Math.max(figure.height, label.height) + 2 * padding;
  const put = () => {
    if (heading) {
      paper.put(heading, x + 10, paper.y());
      paper.down(heading.height + 4);
    }
    for (const row of rows) {
      const [y, height] = [paper.y(), heightOfRow(row)];
      if (row.strong)
        paper.mark({ kind: 'box', x, y, width, height, radius: brand.radius_px * 0.75, fill: brand.color });
      paper.put(row.label, x + 10, y + row.padding);
      paper.put(row.figure, x + width - 10 - row.figure.width, y + row.padding);
      paper.down(height);
    }
  };
  return { height: rows.reduce((sum, row) => sum + heightOfRow(row), heading ? heading.height + 4 : 0), put };
}

function composeText(paper: Paper, { title, text }: Extract<Block, { kind: 'text' }>): void {
  const heading = paper.set(title, paper.width, { weight: 700 });
  const body = paper.set(text, paper.width);
  keep(paper, heading.height + 4 + body.height);
  if (heading.height + 4 + body.height / body.lines.length > paper.room()) paper.newPage();
  paper.put(heading, paper.left, paper.y());
  paper.down(heading.height + 4);
  putOverPages(paper, body, paper.left);
}

/** A text that may be longer than a page. */
function putOverPages(paper: Paper, text: SetText, x: number): void {
  const lead = text.height / text.lines.length;
  for (let from = 0; from < text.lines.length; ) {
    if (paper.room() < lead) paper.newPage();
    const lines = text.lines.slice(from, from + Math.max(1, Math.floor(paper.room() / lead)));
    paper.put({ ...text, lines }, x, paper.y());
    paper.down(lines.length * lead);
    from += lines.length;
  }
}
