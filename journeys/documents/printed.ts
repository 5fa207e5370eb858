import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram, type ProgramName } from '@purser/engines';

/** A word where it stands: points from the top left corner of the first page, as if all pages were one strip. */
export type Word = { text: string; x: number; right: number; y: number };
/** Dots of a page from the top, three bytes each. */
export type Picture = { width: number; height: number; dots: Uint8Array };
export type Printed = { words: Word[]; pages: Picture[] };

/** What is on paper: every word with its place, and each page as a picture of 50 dots an inch. */
export async function readPrinted(pdf: Uint8Array): Promise<Printed> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-printed-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, pdf);
    const boxes = await run('pdftotext', ['-enc', 'UTF-8', '-bbox', file, '-']);
    await run('pdftoppm', ['-r', '50', file, join(folder, 'page')]);
    const words = wordsOf(boxes);
    const count = boxes.match(/<page /g)?.length ?? 0;
    const digits = String(count).length;
    const names = Array.from({ length: count }, (_, at) => `page-${String(at + 1).padStart(digits, '0')}.ppm`);
    return {
      words,
      pages: await Promise.all(names.map(async (name) => pictureOf(await readFile(join(folder, name))))),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function run(name: ProgramName, args: readonly string[]): Promise<string> {
  const { path, env } = await findProgram(name);
  const { stdout } = await promisify(execFile)(path, [...args], { env: { ...process.env, ...env } });
  return stdout;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function wordsOf(boxes: string): Word[] {
  let above = 0;
  return boxes.split('<page ').flatMap((page, at) => {
    if (at === 0) return [];
    const words = [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)"[^>]*>([^<]*)</g)];
    const found = words.map(([, x, y, right, text = '']) => ({
      text: text.replace(/&(#?\w+);/g, (_entity, name) => entities[name] ?? '?'),
      ...{ x: Number(x), right: Number(right), y: above + Number(y) },
    }));
    above += Number(/height="([\d.]+)"/.exec(page)?.[1]);
    return found;
  });
}

/** A PPM, as pdftoppm writes it. */
function pictureOf(file: Buffer): Picture {
  const [head = '', width, height] = /^P6\s(\d+)\s(\d+)\s255\s/.exec(file.toString('latin1', 0, 40)) ?? [];
  if (head === '') throw new Error('this is no picture of pdftoppm’s');
  return { width: Number(width), height: Number(height), dots: file.subarray(head.length) };
}
