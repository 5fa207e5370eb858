import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Font } from '@react-pdf/renderer';
import { unwrapWoff } from './unwrapWoff.ts';

/** Noto Sans comes in a file per script. A character is drawn from the first of these that has it. */
const subsets = ['latin', 'latin-ext', 'cyrillic', 'greek', 'cyrillic-ext', 'greek-ext', 'vietnamese'] as const;
type Subset = (typeof subsets)[number];
const weights = [400, 700] as const;
export type Weight = (typeof weights)[number];

/** What stands where a character cannot be drawn. */
const REPLACEMENT = '\ufffd';

export type Fonts = {
  /** The text with a replacement sign for each character that no font has. */
  drawable(text: string): string;
  /** A drawable line in stretches that one face each can draw. */
  runs(line: string, weight: Weight): Run[];
  /** Width of a drawable text in points, kerning apart: what lines are broken by. */
  width(text: string, weight: Weight, size: number): number;
  /** Width of a line as it is drawn. */
  drawnWidth(runs: readonly Run[], size: number): number;
};

type Face = Awaited<ReturnType<typeof face>>;
export type Run = { text: string; face: Face; name: string };

/** Loads and registers all fonts with the renderer, once per thread. */
export function loadFonts(): Promise<Fonts> {
  loading ??= load();
  return loading;
}
let loading: Promise<Fonts> | undefined;

async function load(): Promise<Fonts> {
  for (const subset of subsets)
    Font.register({
      family: subset,
      fonts: weights.map((fontWeight) => ({ src: source(subset, fontWeight), fontWeight })),
    });
  // Lines are broken before the renderer gets them: looking for syllables would be work for nothing.
  Font.registerHyphenationCallback((word) => [word]);
  const glyphs = new Map<number, Glyph>();
  const bySubset = new Map<Subset, Face[]>();
  for (const subset of subsets) {
    const faces = await Promise.all(weights.map((fontWeight) => face(subset, fontWeight)));
    bySubset.set(subset, faces);
    const [regular] = faces;
    for (const codePoint of regular?.characterSet ?? []) {
      if (glyphs.has(codePoint) || !faces.every((each) => each.hasGlyphForCodePoint(codePoint))) continue;
      glyphs.set(codePoint, { subset, widths: [] });
    }
    for (const [at, each] of faces.entries())
      for (const [codePoint, glyph] of glyphs) {
        if (glyph.subset === subset)
          glyph.widths[at] = each.glyphForCodePoint(codePoint).advanceWidth / each.unitsPerEm;
      }
  }
  return fontsOf(glyphs, (subset, weight) => bySubset.get(subset)?.[weights.indexOf(weight)] as Face);
}

type Glyph = { subset: Subset; widths: number[] };

function fontsOf(glyphs: ReadonlyMap<number, Glyph>, faceOf: (subset: Subset, weight: Weight) => Face): Fonts {
  const run = (text: string, subset: Subset, weight: Weight): Run => ({
    text,
    face: faceOf(subset, weight),
    name: `${subset}-${weight}`,
  });
  const glyphOf = (character: string) => glyphs.get(character.codePointAt(0) ?? 0);
  return {
    drawable: (text) => {
      if (plain.test(text)) return text;
      const shown = text
        .normalize('NFC')
        .replace(joiners, '')
        .replace(/\u202f/g, '\u00a0');
      return Array.from(shown, (each) => (each === '\n' || glyphOf(each) ? each : REPLACEMENT)).join('');
    },
    runs: (line, weight) => {
      if (plain.test(line)) return [run(line, 'latin', weight)];
      const runs: { text: string; subset: Subset }[] = [];
      for (const each of line) {
        const subset = glyphOf(each)?.subset ?? 'latin';
        const last = runs.at(-1);
        if (last?.subset === subset) last.text += each;
        else runs.push({ text: each, subset });
      }
      return runs.map(({ text, subset }) => run(text, subset, weight));
    },
    width: (text, weight, size) => {
      let width = 0;
      const at = weight === 400 ? 0 : 1;
      for (const each of text) width += glyphOf(each)?.widths[at] ?? 0;
      return width * size;
    },
    drawnWidth: (runs, size) =>
      runs.reduce((sum, { text, face: own }) => sum + (own.layout(text).advanceWidth / own.unitsPerEm) * size, 0),
  };
}

const plain = /^[\n\x20-\x7e\u00a0-\u00ac\u00ae-\u00ff]*$/;
/** They join or vary the characters beside them, and are nothing by themselves. */
const joiners = /\u200c|\u200d|[\ufe00-\ufe0f]/g;

function source(subset: Subset, weight: Weight): string {
  const url = import.meta.resolve(`@fontsource/noto-sans/files/noto-sans-${subset}-${weight}-normal.woff`);
  return `data:font/ttf;base64,${unwrapWoff(readFileSync(fileURLToPath(url))).toString('base64')}`;
}

async function face(fontFamily: Subset, fontWeight: Weight) {
  const descriptor = { fontFamily, fontWeight };
  await Font.load(descriptor);
  const { data } = Font.getFont(descriptor);
  if (!data) throw new Error(`the font ${fontFamily} ${fontWeight} did not load`);
  return data;
}
