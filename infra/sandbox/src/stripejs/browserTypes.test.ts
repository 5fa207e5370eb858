import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const compiler = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')));
const project = fileURLToPath(new URL('./browser/', import.meta.url));

it("what runs in the browser fits the browser's types", async () => {
  const checked = run(process.execPath, [compiler, '-p', project]).catch(({ stdout }: { stdout: string }) => ({
    stdout,
  }));
  expect((await checked).stdout).toBe('');
});
