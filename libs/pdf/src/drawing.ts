import type { QrCode } from '@purser/document';
import type { Weight } from './fonts.ts';

/** Points from the top left corner of the page. */
export type TextMark = {
  kind: 'text';
  x: number;
  y: number;
  width: number;
  lines: string[];
  size: number;
  weight: Weight;
  color: string;
  align: 'left' | 'right';
};
export type BoxMark = {
  kind: 'box';
  x: number;
  y: number;
  width: number;
  height: number;
  radius: number;
  fill?: string;
  border?: string;
};
export type LogoMark = { kind: 'logo'; x: number; y: number; width: number; height: number };
export type CodeMark = { kind: 'code'; x: number; y: number; width: number; height: number; code: QrCode };
export type Mark = TextMark | BoxMark | LogoMark | CodeMark;

/** A document as marks at their places. */
export type Drawing = { width: number; height: number; pages: Mark[][] };

/** From one line of text to the next, in sizes of the text. */
export const LEADING = 1.36;

export const ink = { text: '#15181e', quiet: '#5b6472', rule: '#e2e6ec' };
