import { availableParallelism } from 'node:os';
import type { DocumentModel } from '@purser/document';
import { openPool } from './pool.ts';

export type PdfWorkers = {
  /**
   * The document as PDF, made in a thread of its own; the same bytes for the same model (see `renderPdf`).
   * @throws Fault `limited` `too_many_waiting`; `unavailable` `worker_lost` when its thread died or took too long; `bug`
   * `render_failed`. All are passing: asking again may help.
   */
  render(model: DocumentModel): Promise<Uint8Array>;
  close(): Promise<void>;
};

/**
 * What a document may take before its thread is thought to hang: a machine that is doing twenty things besides needs seconds for the
 * fonts and some 2 ms a row, so this is ten times and more of what is ever seen.
 */
export function timeout_ms(model: DocumentModel): number {
  const rows = 'lines' in model ? model.lines.length : 'entries' in model ? model.entries.length : 0;
  return 30_000 + rows * 30;
}

/**
 * Threads that make PDFs, started at the first document. Idle threads do not keep the process from ending.
 * @param size threads at most; by default one for each core but one
 */
export function pdfWorkers({ size = Math.max(1, availableParallelism() - 1) }: { size?: number } = {}): PdfWorkers {
  const entry = new URL('worker.ts', import.meta.url);
  const pool = openPool<DocumentModel, Uint8Array>({ entry, size, queue: size * 64, timeout_ms });
  return { render: pool.run, close: pool.close };
}
