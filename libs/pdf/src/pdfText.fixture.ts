import { execFileSync } from 'node:child_process';
import { findProgram } from '@purser/engines';

const common = ['-enc', 'UTF-8'];

/** What a reader of the PDF can select and copy, page by page. */
export async function pdfPages(pdf: Uint8Array): Promise<string[]> {
  const text = await pdftotext(pdf, [...common, '-layout']);
  return text.split('\f').slice(0, -1);
}

/** The same, with what the file says about itself, as HTML. */
export function pdfAbout(pdf: Uint8Array): Promise<string> {
  return pdftotext(pdf, [...common, '-htmlmeta']);
}

async function pdftotext(pdf: Uint8Array, options: readonly string[]): Promise<string> {
  const { path, env } = await findProgram('pdftotext');
  return execFileSync(path, [...options, '-', '-'], {
    input: pdf,
    encoding: 'utf8',
    env: { ...process.env, ...env, TZ: 'UTC' },
  });
}

export const words = (text: string) => text.split(/\s+/).filter(Boolean);
