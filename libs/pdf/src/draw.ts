import { darkRuns } from '@purser/document';
import { Canvas, Document, Image, Page, View } from '@react-pdf/renderer';
import { createElement, type ReactElement } from 'react';
import { type BoxMark, type CodeMark, type Drawing, LEADING, type Mark, type TextMark } from './drawing.ts';
import type { Fonts, Run } from './fonts.ts';
import type { Logo } from './logo.ts';

export type About = { title: string; author: string; language: string; day: string };

/**
 * The drawing as the renderer takes it: a canvas for each page, and the logo. All is at its place already, so that the renderer has
 * nothing to find out about widths, breaks and pages, which would be nearly all of the time it takes.
 */
export function draw(drawing: Drawing, about: About, fonts: Fonts, logo: Logo | undefined) {
  const { title, author, language, day } = about;
  const date = new Date(`${day}T00:00:00Z`);
  const size = { width: drawing.width, height: drawing.height };
  const pages = drawing.pages.map((marks, at) =>
    // A page that is not to be divided is as high as what is on it.
    createElement(
      Page,
      { key: at, size, wrap: false },
      createElement(View, { style: size }, canvas(marks, size, fonts), ...marks.map((mark) => logoElement(mark, logo))),
    ),
  );
  // With both dates given, the same document is the same bytes.
  const props = {
    title,
    author,
    language,
    creationDate: date,
    modificationDate: date,
    creator: 'Purser',
    producer: 'Purser',
  };
  return createElement(Document, props, ...pages);
}

type Painter = {
  roundedRect(x: number, y: number, width: number, height: number, radius: number): Painter;
  rect(x: number, y: number, width: number, height: number): Painter;
  /** `name` says which face it is: one that was used before is not taken in again. */
  font(face: Run['face'], name: string, size: number): Painter;
  /** A line from its baseline on; without a place, from where the last text ended. */
  text(
    text: string,
    x: number | null,
    y: number | null,
    options: { lineBreak: false; baseline: 'alphabetic' },
  ): Painter;
  lineWidth(width: number): Painter;
  fillColor(color: string): Painter;
  strokeColor(color: string): Painter;
  fill(): Painter;
  stroke(): Painter;
};

/** A page but its logo; boxes lie below everything else. */
function canvas(marks: readonly Mark[], size: { width: number; height: number }, fonts: Fonts): ReactElement {
  const paint = (painter: Painter) => {
    for (const mark of marks) if (mark.kind === 'box') paintBox(painter, mark);
    for (const mark of marks) {
      if (mark.kind === 'code') paintCode(painter, mark);
      if (mark.kind === 'text') paintText(painter, mark, fonts);
    }
    return null;
  };
  return createElement(Canvas, { paint, style: { position: 'absolute', left: 0, top: 0, ...size } });
}

function paintBox(painter: Painter, { x, y, width, height, radius, fill, border }: BoxMark): void {
  if (radius > 0) painter.roundedRect(x, y, width, height, Math.min(radius, height / 2));
  else painter.rect(x, y, width, height);
  if (fill) painter.fillColor(fill).fill();
  else if (border) painter.lineWidth(0.75).strokeColor(border).stroke();
}

const oneLine = { lineBreak: false, baseline: 'alphabetic' } as const;
/** From the top of a line to where its letters stand, in sizes of the text. */
const BASELINE = 1.069;

function paintText(painter: Painter, { x, y, width, lines, size, weight, color, align }: TextMark, fonts: Fonts): void {
  painter.fillColor(color);
  for (const [at, line] of lines.entries()) {
    if (line === '') continue;
    const runs = fonts.runs(line, weight);
    const left = align === 'right' ? x + width - fonts.drawnWidth(runs, size) : x;
    const baseline = y + (at * LEADING + BASELINE) * size;
    for (const [nth, { text, face, name }] of runs.entries())
      painter.font(face, name, size).text(text, nth === 0 ? left : null, nth === 0 ? baseline : null, oneLine);
  }
}

/** As one shape: no seam shows between its parts. */
function paintCode(painter: Painter, { x, y, width, code }: CodeMark): void {
  const side = width / code.length;
  for (const run of darkRuns(code)) painter.rect(x + run.x * side, y + run.y * side, run.width * side, side);
  painter.fillColor('#000000').fill();
}

function logoElement(mark: Mark, logo: Logo | undefined): ReactElement | null {
  if (mark.kind !== 'logo' || !logo) return null;
  const { x, y, width, height } = mark;
  return createElement(Image, { src: logo.uri, style: { position: 'absolute', left: x, top: y, width, height } });
}
