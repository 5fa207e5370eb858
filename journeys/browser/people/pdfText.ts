import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '@purser/engines';

/** What is written in a PDF, as its reader would copy it out. */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'purser-pdf-'));
  try {
    const file = join(folder, 'document.pdf');
    await writeFile(file, bytes);
    const { path, env } = await findProgram('pdftotext');
    const { stdout } = await promisify(execFile)(path, [file, '-'], { env: { ...process.env, ...env } });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}
