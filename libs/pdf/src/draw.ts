import { Canvas, Document, Image, Page, Text, View } from '@react-pdf/renderer';
import { createElement, type ReactElement } from 'react';
import { type Drawing, LEADING, type Mark } from './drawing.ts';
import type { Fonts } from './fonts.ts';
import type { Logo } from './logo.ts';

export type About = { title: string; author: string; language: string; day: string };

/**
 * The drawing as the renderer takes it: flat, everything at its place, every page given as one. The renderer then has nothing to
 * find out about widths, breaks and pages, which is most of the time it would take.
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
      createElement(View, { style: size }, ground(marks, size), ...marks.map((mark) => element(mark, fonts, logo))),
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
  lineWidth(width: number): Painter;
  fillColor(color: string): Painter;
  strokeColor(color: string): Painter;
  fill(): Painter;
  stroke(): Painter;
};

/** All boxes of a page in one element: they lie below everything else, and there is one for each line of a table. */
function ground(marks: readonly Mark[], size: { width: number; height: number }): ReactElement {
  const paint = (painter: Painter) => {
    for (const mark of marks) {
      if (mark.kind !== 'box') continue;
      const { x, y, width, height, radius, fill, border } = mark;
      if (radius > 0) painter.roundedRect(x, y, width, height, Math.min(radius, height / 2));
      else painter.rect(x, y, width, height);
      if (fill) painter.fillColor(fill).fill();
      else if (border) painter.lineWidth(0.75).strokeColor(border).stroke();
    }
    return null;
  };
  return createElement(Canvas, { paint, style: { position: 'absolute', left: 0, top: 0, ...size } });
}

function element(mark: Mark, fonts: Fonts, logo: Logo | undefined): ReactElement | null {
  const { x, y, width } = mark;
  const place = { position: 'absolute' as const, left: x, top: y, width };
  switch (mark.kind) {
    case 'text': {
      const { lines, size, weight, color, align } = mark;
      const text = lines.join('\n');
      // A hair more: a line for which there seems to be no room is not drawn at all.
      const height = lines.length * size * LEADING + 1;
      const letters = { fontFamily: fonts.families(text), fontWeight: weight, fontSize: size, lineHeight: LEADING };
      return createElement(Text, { style: { ...place, height, ...letters, color, textAlign: align } }, text);
    }
    case 'box':
      return null;
    case 'logo': {
      if (!logo) return null;
      return createElement(Image, { src: logo.uri, style: { ...place, height: mark.height } });
    }
  }
}
