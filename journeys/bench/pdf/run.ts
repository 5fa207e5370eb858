import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type InvoiceDocument, renderPage } from '@purser/document';
import { findProgram } from '@purser/engines';
import { type PdfWorkers, pdfWorkers } from '@purser/pdf';
import { interleave, median, ratioOf } from '../figures.ts';
import { machine } from '../machine.ts';
import { invoice } from './invoice.ts';
import { expectText } from './sameText.ts';
import { startWeasyPrint, type WeasyPrint } from './weasyprint.ts';

const sizes = [10, 100];
const rounds = 5;
/** Documents made in a round, and before the first. */
const each = 8;
const warmUp = { ours: 30, weasyprint: 5 };

/** The same invoice as PDF, ours through the pool of threads as the platform makes it, and by WeasyPrint from the page. */
export async function benchPdf(note: (line: string) => void) {
  // As services run; the thread takes it over.
  process.env.NODE_ENV = 'production';
  const folder = await mkdtemp(join(tmpdir(), 'purser-bench-pdf-'));
  const pdftotext = await findProgram('pdftotext', note);
  const weasyprint = await startWeasyPrint(note);
  const workers = pdfWorkers({ size: 1 });
  try {
    const figures = [];
    for (const lines of sizes) {
      const seen = await measure(folder, invoice(lines), { workers, weasyprint });
      const pages = { ours: 0, weasyprint: 0 };
      for (const name of ['ours', 'weasyprint'] as const)
        pages[name] = await expectText(pdftotext, join(folder, `${name}.pdf`), invoice(lines));
      note(`${lines} lines   ours ${show(seen.ours)} ms   WeasyPrint ${show(seen.weasyprint)} ms   all words in both`);
      figures.push({
        lines,
        ratio: ratioOf(seen.weasyprint, seen.ours),
        ours_ms: median(seen.ours),
        weasyprint_ms: median(seen.weasyprint),
        pages,
      });
    }
    const ratio = Math.min(...figures.map((figure) => figure.ratio));
    return { ratio, sizes: figures, weasyprint: weasyprint.version, machine: machine() };
  } finally {
    await Promise.all([workers.close(), weasyprint.stop()]);
    await rm(folder, { recursive: true, force: true });
  }
}

export type PdfFigures = Awaited<ReturnType<typeof benchPdf>>;

/** Medians of each round, in milliseconds. What each made last is left in the folder. */
async function measure(
  folder: string,
  model: InvoiceDocument,
  { workers, weasyprint }: { workers: PdfWorkers; weasyprint: WeasyPrint },
) {
  const page = join(folder, 'page.html');
  await writeFile(page, renderPage(model));
  const ours = async () => {
    const begin = performance.now();
    const pdf = await workers.render(model);
    const taken = performance.now() - begin;
    await writeFile(join(folder, 'ours.pdf'), pdf);
    return taken;
  };
  const theirs = () => weasyprint.render(page, join(folder, 'weasyprint.pdf'));
  await timesOf(ours, warmUp.ours);
  await timesOf(theirs, warmUp.weasyprint);
  return interleave<'ours' | 'weasyprint', number>(rounds, {
    ours: async () => median(await timesOf(ours, each)),
    weasyprint: async () => median(await timesOf(theirs, each)),
  });
}

async function timesOf(one: () => Promise<number>, count: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < count; i += 1) times.push(await one());
  return times;
}

const show = (values: readonly number[]) => values.map((value) => value.toFixed(1)).join(', ');
