import { type DocumentModel, layOut, sheetText } from '@purser/document';
import type { Program } from '@purser/engines';
import { runToEnd } from '../children.ts';

/**
 * Reads a PDF's text and holds it against the model's: every word of the model at least as often, and no word that is not the
 * model's, the foot's or what a table says where it goes on over the page.
 * @returns how many pages it has
 * @throws Error that names the words
 */
export async function expectText(pdftotext: Program, file: string, model: DocumentModel): Promise<number> {
  const text = await runToEnd(pdftotext.path, ['-enc', 'UTF-8', '-layout', file, '-'], pdftotext.env);
  const sheet = layOut(model);
  const pages = text.split('\f').length - 1;
  const numbers = Array.from({ length: pages }, (_, at) => String(at + 1));
  const foot = [sheet.foot.text, sheet.foot.pages.replaceAll(/\{pages?\}/g, ' '), ...numbers];
  const [found, wanted] = [counted(text), counted(sheetText(sheet).join(' '))];
  const carried = sheet.blocks.flatMap((block) => {
    const carry = block.kind === 'table' ? block.carry : undefined;
    return carry ? [carry.carried, carry.brought, ...carry.sums] : [];
  });
  const known = counted([...foot, ...carried].join(' '));
  const missing = [...wanted].filter(([word, times]) => (found.get(word) ?? 0) < times).map(([word]) => word);
  const strange = [...found.keys()].filter((word) => !wanted.has(word) && !known.has(word));
  if (missing.length > 0 || strange.length > 0)
    throw new Error(`${file} lacks ${JSON.stringify(missing)} and has ${JSON.stringify(strange)}`);
  return pages;
}

function counted(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of text.split(/\s+/).filter(Boolean)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
