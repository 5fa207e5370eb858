import type { Fact } from '@purser/document';
import { ink } from './drawing.ts';
import type { Paper, SetText } from './paper.ts';

/** Makes room for something that is not to be divided, where a page can have it whole. */
export function keep(paper: Paper, height: number): void {
  if (height > paper.room() && height <= paper.fullRoom) paper.newPage();
}

/** Of a text in several sizes, the first that takes one line; else the last. */
export function oneLine(sizes: readonly SetText[]): SetText {
  return sizes.find(({ lines }) => lines.length === 1) ?? (sizes.at(-1) as SetText);
}

export function heightOf(texts: readonly SetText[]): number {
  return texts.reduce((sum, { height }) => sum + height, 0);
}

export function putDown(paper: Paper, texts: readonly SetText[], x: number, top = paper.y()): void {
  let y = top;
  for (const text of texts) {
    paper.put(text, x, y);
    y += text.height;
  }
}

export type Pair = { label: SetText; value: SetText };

/** From the start of a label to its value, where there is room for it. */
function besideLabels(paper: Paper, facts: readonly Fact[]): number {
  return Math.max(0, ...facts.map(({ label }) => paper.measure(label, 9))) + 14;
}

/** What facts take with no line broken. */
export function pairsWidth(paper: Paper, facts: readonly Fact[]): number {
  return besideLabels(paper, facts) + Math.max(0, ...facts.map(({ value }) => paper.measure(value, 9))) + 1;
}

/** Facts with their values beside the longest label. */
export function setPairs(paper: Paper, facts: readonly Fact[], width: number): Pair[] {
  const beside = Math.min(besideLabels(paper, facts), width * 0.6);
  return facts.map(({ label, value }) => ({
    label: paper.set(label, beside - 6, { color: ink.quiet }),
    value: paper.set(value, width - beside),
  }));
}

export function putPairs(paper: Paper, pairs: readonly Pair[], x: number, top: number): void {
  let y = top;
  for (const { label, value } of pairs) {
    paper.put(label, x, y);
    paper.put(value, x + label.width + 6, y);
    y += pairHeight({ label, value });
  }
}

function pairHeight({ label, value }: Pair): number {
  return Math.max(label.height, value.height) + 1;
}

export function pairsHeight(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, pair) => sum + pairHeight(pair), 0);
}
