/**
 * scripts/test: runs vitest with the arguments given and ends with the line "N passed, N failed", whatever happens.
 * Skipped tests are named and count as neither; nothing run is a failure.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tally } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'purser-tally-'));
const file = join(folder, 'tally.json');

/** Resolves to the exit code of vitest, 1 when a signal ended it. */
function vitest(args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(process.cwd(), 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
      env: { ...process.env, PURSER_TALLY: file },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    // The terminal sends an interrupt to both; vitest stops, and then the count is printed.
    process.on('SIGINT', () => undefined);
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', (error) => {
      console.error(error);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function readTally(): Tally {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [] };
  return JSON.parse(readFileSync(file, 'utf8'));
}

const code = await vitest(process.argv.slice(2));
const { passed, failed, skipped } = readTally();
rmSync(folder, { recursive: true });

for (const name of skipped) console.log(`skipped: ${name}`);
if (skipped.length > 0) console.log(`${skipped.length} skipped, which is not passed`);
if (passed + failed === 0) console.log('no test ran');

const wrong = failed > 0 ? failed : code !== 0 || passed === 0 ? 1 : 0;
process.exitCode = wrong === 0 ? 0 : 1;
console.log(`${passed} passed, ${wrong} failed`);
