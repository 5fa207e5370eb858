import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { glob } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { cacheFolder, debianRelease, fetchFromDebian } from '@purser/engines';
import { z } from 'zod';
import { runToEnd } from '../children.ts';

export type WeasyPrint = {
  version: string;
  /** Renders a page's file into a PDF's. @returns milliseconds, as Python took them */
  render(page: string, pdf: string): Promise<number>;
  stop(): Promise<void>;
};

/** WeasyPrint in one Python process. @throws Error that says what to install */
export async function startWeasyPrint(log: (line: string) => void): Promise<WeasyPrint> {
  const program = fileURLToPath(new URL('renderPages.py', import.meta.url));
  const env = { ...process.env, ...(await surroundings(log)) };
  const child = spawn(python, [program], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text) => complaints.push(text));
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    const { value, done } = await answers.next();
    if (done) throw new Error(`WeasyPrint ended: ${complaints.join('').slice(-1000)}`);
    return JSON.parse(value);
  };
  const { version } = z.object({ version: z.string() }).parse(await answer());
  return {
    version,
    render: async (page, pdf) => {
      child.stdin.write(`${JSON.stringify({ page, pdf })}\n`);
      return z.object({ ms: z.number() }).parse(await answer()).ms;
    },
    stop: async () => {
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
    },
  };
}

/** Debian's own, for which its packages are made. */
const python = '/usr/bin/python3';

/** Where Python finds WeasyPrint: nothing to say where it is installed, else Debian's package is unpacked into the engines' cache. */
async function surroundings(log: (line: string) => void): Promise<Record<string, string>> {
  const isInstalled = runToEnd(python, ['-c', 'import weasyprint']);
  if (await isInstalled.then(yes, no)) return {};
  const release = await debianRelease();
  if (!release) throw new Error('WeasyPrint is needed: install it for /usr/bin/python3 with your package manager');
  const root = join(cacheFolder(), `${release}-weasyprint`);
  await fetchFromDebian(['weasyprint'], { into: root, log });
  const libraries: string[] = [];
  for await (const folder of glob(['usr/lib/*-linux-*', 'lib/*-linux-*'], { cwd: root }))
    libraries.push(join(root, folder));
  const modules = join(root, 'usr/lib/python3/dist-packages');
  return { PYTHONPATH: modules, LD_LIBRARY_PATH: libraries.join(delimiter), UNPACKED: root };
}

const yes = () => true;
const no = () => false;
