import { breakLines } from './breakLines.ts';
import { ink, LEADING, type Mark, type TextMark } from './drawing.ts';
import type { Fonts, Weight } from './fonts.ts';

export type Style = { size?: number; weight?: Weight; color?: string; align?: 'left' | 'right' };

/** A text set for a width: its lines, and how high they stand. */
export type SetText = Omit<TextMark, 'x' | 'y'> & { height: number };

/** Pages that are filled from the top, and what all of them have in common. */
export type Paper = {
  left: number;
  width: number;
  /** Points that are left on the page. */
  room(): number;
  /** Points that a new page has. */
  fullRoom: number;
  /** Where the next thing goes. */
  y(): number;
  set(text: string, width: number, style?: Style): SetText;
  /** Width of a text in one line. */
  measure(text: string, size: number): number;
  /** Puts a set text at a place of the current page. */
  put(text: SetText, x: number, y: number): void;
  mark(mark: Mark): void;
  down(height: number): void;
  newPage(): void;
  pages: Mark[][];
};

const margin = { side: 45, top: 36, bottom: 52 };

export function openPaper(size: { width: number; height: number }, fonts: Fonts): Paper {
  const pages: Mark[][] = [[]];
  let page = pages[0] as Mark[];
  let y = margin.top;
  const bottom = size.height - margin.bottom;
  return {
    left: margin.side,
    width: size.width - 2 * margin.side,
    room: () => bottom - y,
    fullRoom: bottom - margin.top,
    y: () => y,
    set: (given, width, { size: points = 9, weight = 400, color = ink.text, align = 'left' } = {}) => {
      const measure = (text: string) => fonts.width(text, weight, points);
      // A hair less: the renderer's own breaking must never be asked to do anything.
      const lines = breakLines(fonts.drawable(given), width - 0.5, measure);
      return {
        kind: 'text',
        width,
        lines,
        size: points,
        weight,
        color,
        align,
        height: lines.length * points * LEADING,
      };
    },
    measure: (text, size) => fonts.width(fonts.drawable(text), 400, size),
    put: ({ height: _, ...text }, x, at) => {
      if (text.lines.some((line) => line !== '')) page.push({ ...text, x, y: at });
    },
    mark: (mark) => page.push(mark),
    down: (height) => {
      y += height;
    },
    newPage: () => {
      page = [];
      pages.push(page);
      y = margin.top;
    },
    pages,
  };
}
