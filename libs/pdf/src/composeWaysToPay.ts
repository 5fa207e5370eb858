import type { Block, Fact, Sheet } from '@purser/document';
import { ink } from './drawing.ts';
import type { Paper, SetText } from './paper.ts';
import { heightOf, keep, oneLine, type Pair, pairsHeight, pairsWidth, putDown, putPairs, setPairs } from './parts.ts';

type Payment = Extract<Block, { kind: 'payment' }>;
const padding = 12;

/** Bank details by themselves. */
export function composeFacts(paper: Paper, { title, facts }: Extract<Block, { kind: 'facts' }>, sheet: Sheet): void {
  const heading = paper.set(title, paper.width - 2 * padding, { weight: 700 });
  const column = (paper.width - 2 * padding) / 2;
  const columns = inHalves(setPairs(paper, facts, column - 16));
  const height = heading.height + 24 + Math.max(...columns.map(pairsHeight));
  keep(paper, height);
  const [x, y] = [paper.left + padding, paper.y()];
  panel(paper, height, sheet);
  paper.put(heading, x, y + 10);
  for (const [at, each] of columns.entries()) putPairs(paper, each, x + at * column, y + 14 + heading.height);
  paper.down(height + 14);
}

function panel(paper: Paper, height: number, { brand }: Sheet): void {
  const radius = brand.radius_px * 0.75;
  paper.mark({ kind: 'box', x: paper.left, y: paper.y(), width: paper.width, height, radius, border: ink.rule });
}

/** Large enough for a telephone's camera, with the quiet zone that scanners ask for left free around it. */
const codeSide = 68;
const quietZone = 7;

export function composePayment(paper: Paper, block: Payment, sheet: Sheet): void {
  const { bank } = block;
  if (bank) {
    composeBoth(paper, block, bank, sheet);
    return;
  }
  const texts = setOnline(paper, block, paper.width - codeSide - 2 * quietZone - 20);
  const height = Math.max(heightOf(texts), codeSide + 2 * quietZone);
  keep(paper, height);
  putCode(paper, block, paper.left + paper.width - codeSide - quietZone, paper.y() + quietZone);
  putDown(paper, texts, paper.left);
  paper.down(height + 14);
}

/** Bank details and below them where to pay online, in one panel, with the code beside both. */
function composeBoth(paper: Paper, block: Payment, bank: NonNullable<Payment['bank']>, sheet: Sheet): void {
  const width = paper.width - 2 * padding - codeSide - quietZone - 12;
  const heading = paper.set(bank.title, width, { weight: 700 });
  const columns = setColumns(paper, bank.facts, width);
  const details = Math.max(...columns.map(({ pairs }) => pairsHeight(pairs)));
  const texts = setOnline(paper, block, width);
  const height = Math.max(10 + heading.height + 3 + details + 9 + heightOf(texts) + 10, codeSide + 2 * quietZone);
  keep(paper, height);
  const [x, y] = [paper.left + padding, paper.y()];
  panel(paper, height, sheet);
  paper.put(heading, x, y + 10);
  const top = y + 10 + heading.height + 3;
  for (const column of columns) putPairs(paper, column.pairs, x + column.at, top);
  putDown(paper, texts, x, top + details + 9);
  const right = paper.left + paper.width - padding;
  putCode(paper, block, right - codeSide, y + (height - codeSide) / 2);
  paper.down(height + 14);
}

/** Facts in two columns as wide as what is in them; where they do not fit, in one. */
function setColumns(paper: Paper, facts: readonly Fact[], width: number): { at: number; pairs: Pair[] }[] {
  const halves = inHalves(facts);
  const [first = 0, second = 0] = halves.map((half) => pairsWidth(paper, half));
  const at = Math.max(width / 2, first + 20);
  if (at + second > width) return [{ at: 0, pairs: setPairs(paper, facts, width) }];
  return halves.map((half, nth) => ({ at: nth * at, pairs: setPairs(paper, half, nth === 0 ? at - 10 : width - at) }));
}

function setOnline(paper: Paper, { title, remark, url }: Payment, width: number): SetText[] {
  // An address is copied whole when it stands in one line.
  const inSizes = [9, 8, 7].map((size) => paper.set(url, width, { size }));
  return [paper.set(title, width, { weight: 700 }), paper.set(remark, width), oneLine(inSizes)];
}

function putCode(paper: Paper, { code }: Payment, x: number, y: number): void {
  paper.mark({ kind: 'code', x, y, width: codeSide, height: codeSide, code });
}

function inHalves<T>(all: readonly T[]): [T[], T[]] {
  const half = Math.ceil(all.length / 2);
  return [all.slice(0, half), all.slice(half)];
}
