import type { Picture, Printed, Word } from './printed.ts';

// How alike two prints of the same document are. Not dot by dot: two programs break no line alike for ever.

/** Points by which a word may stand elsewhere, to the side and up or down; the second is of a page's 842. */
const near = { x: 12, y: 20 };
/** Of the dots that either has of a colour, the least that both have; and points between the middles of both. */
const sameColor = { share: 0.6, away: 40 };
/** Of the ink in both, the least that lies in the same part of the page: page and PDF come to 0.89 and more, without the code to scan to 0.82. */
const sameInk = 0.86;

/** What differs between two prints, in words; nothing where a reader would call them the same. */
export function differences(one: Printed, other: Printed, colors: readonly string[]): string[] {
  if (one.pages.length !== other.pages.length) return [`${one.pages.length} pages, and ${other.pages.length}`];
  const ink = inkShared(one.pages, other.pages);
  return [
    ...wordsElsewhere(one.words, other.words),
    ...colors.flatMap((color) => colorElsewhere(one.pages, other.pages, color)),
    ...(ink < sameInk ? [`only ${ink.toFixed(2)} of the ink is in the same parts of the page`] : []),
  ];
}

function wordsElsewhere(one: readonly Word[], other: readonly Word[]): string[] {
  const found = grouped(other);
  const strange = [...found]
    .filter(([text]) => !grouped(one).has(text))
    .map(([text]) => `${text} is in the second only`);
  const moved = [...grouped(one)].flatMap(([text, places]) => {
    const others = found.get(text) ?? [];
    if (places.length !== others.length) return [`${text} stands ${places.length} times, and ${others.length}`];
    // The same word stands in several places: each has one near it in the other.
    return places.flatMap((place) => {
      const isNear = others.some((each) => Math.abs(each.y - place.y) <= near.y && sideways(each, place) <= near.x);
      return isNear ? [] : [`${text} at ${place.x.toFixed(0)}, ${place.y.toFixed(0)} has none near it`];
    });
  });
  return [...strange, ...moved];
}

/** By the nearer end: figures end at the same place, words begin there. */
const sideways = (one: Word, other: Word) => Math.min(Math.abs(one.x - other.x), Math.abs(one.right - other.right));

function grouped(words: readonly Word[]): Map<string, Word[]> {
  return Map.groupBy(words, ({ text }) => text);
}

function colorElsewhere(one: readonly Picture[], other: readonly Picture[], color: string): string[] {
  const [here, there] = [patch(one, color), patch(other, color)];
  if (here.dots === 0 && there.dots === 0) return [`${color} is in neither`];
  const share = Math.min(here.dots, there.dots) / Math.max(here.dots, there.dots);
  const away = Math.hypot(here.x - there.x, here.y - there.y);
  return share < sameColor.share || away > sameColor.away
    ? [`of ${color} there are ${here.dots} dots, and ${there.dots}; their middles are ${away.toFixed(0)} apart`]
    : [];
}

const POINTS_PER_DOT = 72 / 50;

/** How much of a colour there is, nearly, and the middle of it in points. */
function patch(pages: readonly Picture[], color: string) {
  const wanted = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
  let [dots, x, y] = [0, 0, 0];
  for (const [nth, { width, height, dots: bytes }] of pages.entries())
    for (let at = 0; at < width * height; at += 1) {
      if (!wanted.every((part, i) => Math.abs((bytes[at * 3 + i] ?? 0) - part) <= 4)) continue;
      dots += 1;
      x += at % width;
      y += Math.floor(at / width) + nth * height;
    }
  return { dots, x: (x / (dots || 1)) * POINTS_PER_DOT, y: (y / (dots || 1)) * POINTS_PER_DOT };
}

/** Parts of a page, across and down. */
const parts = { x: 8, y: 14 };

/** How much of the ink in either lies in the same parts: 1 where all of it does. */
export function inkShared(one: readonly Picture[], other: readonly Picture[]): number {
  let [both, either] = [0, 0];
  for (const [nth, page] of one.entries()) {
    const [here, there] = [inkIn(page), inkIn(other[nth] as Picture)];
    for (const [at, ink] of here.entries()) {
      both += Math.min(ink, there[at] ?? 0);
      either += Math.max(ink, there[at] ?? 0);
    }
  }
  return either === 0 ? 1 : both / either;
}

function inkIn({ width, height, dots }: Picture): number[] {
  const ink = Array.from({ length: parts.x * parts.y }, () => 0);
  for (let at = 0; at < width * height; at += 1) {
    const part = Math.floor(((at % width) / width) * parts.x) + Math.floor((at / width / height) * parts.y) * parts.x;
    const light = (dots[at * 3] ?? 0) + (dots[at * 3 + 1] ?? 0) + (dots[at * 3 + 2] ?? 0);
    ink[part] = (ink[part] ?? 0) + (765 - light);
  }
  return ink;
}
