/**
 * scripts/test: runs vitest with the arguments given and ends with the line "N passed, N failed", whatever happens.
 * Skipped tests are named and count as neither; nothing run is a failure. After a run of everything, up to three files of
 * integration tests that went red are run once more, each alone (docs/decisions/0029): what passes then is named as unsteady.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RedFile, Tally } from './tally.ts';

const folder = mkdtempSync(join(tmpdir(), 'purser-tally-'));
const file = join(folder, 'tally.json');

let child: ChildProcess | undefined;
let interrupted = false;
// The terminal sends an interrupt to both; vitest stops, and then the count is printed.
process.on('SIGINT', () => {
  interrupted = true;
});
process.on('SIGTERM', () => {
  interrupted = true;
  child?.kill('SIGTERM');
});

/** Resolves to the exit code of vitest, 1 when a signal ended it. */
function vitest(args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    child = spawn(process.execPath, [join(process.cwd(), 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
      env: { ...process.env, PURSER_TALLY: file },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', (error) => {
      console.error(error);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function readTally(): Tally {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: [], red: [] };
  return JSON.parse(readFileSync(file, 'utf8'));
}

interface Run extends Tally {
  code: number;
}

async function run(args: readonly string[]): Promise<Run> {
  rmSync(file, { force: true });
  const code = await vitest(args);
  return { ...readTally(), code };
}

const mostSecondLooks = 3;

/** The files that may be looked at again: integration tests, a few, and nothing went wrong besides. */
function worthASecondLook({ red, failed }: Run): readonly RedFile[] {
  const explained = red.reduce((sum, { failed }) => sum + failed, 0) === failed;
  const real = red.every(({ file }) => /\.int\.test\.tsx?$/.test(file));
  return explained && real && red.length <= mostSecondLooks ? red : [];
}

interface Verdict extends Run {
  /** What failed beside the others and passed alone, as `file > name`. */
  unsteady: string[];
}

/** The run with what a second look at its red files found in place of what the first found there. */
async function lookAgain(first: Run): Promise<Verdict> {
  const verdict: Verdict = { ...first, unsteady: [] };
  for (const before of worthASecondLook(first)) {
    if (interrupted) break;
    console.log(`\nonce more, alone: ${before.file}`);
    const again = await run([before.file]);
    if (again.code !== 0 || again.failed > 0 || again.passed === 0) continue;
    verdict.passed += again.passed - before.passed;
    verdict.failed -= before.failed;
    verdict.skipped = [...verdict.skipped.filter((name) => !name.startsWith(`${before.file} > `)), ...again.skipped];
    verdict.unsteady.push(...before.names);
  }
  if (verdict.failed === 0 && verdict.unsteady.length > 0) verdict.code = 0;
  return verdict;
}

const args = process.argv.slice(2);
const first = await run(args);
// Who picks tests is at work on them, and wants to see what they do.
const { passed, failed, skipped, unsteady, code } =
  args.length === 0 ? await lookAgain(first) : { ...first, unsteady: [] };
rmSync(folder, { recursive: true });

for (const name of skipped) console.log(`skipped: ${name}`);
if (skipped.length > 0) console.log(`${skipped.length} skipped, which is not passed`);
for (const name of unsteady) console.log(`unsteady: ${name}`);
if (unsteady.length > 0) console.log(`${unsteady.length} unsteady: failed beside the others, passed alone`);
if (passed + failed === 0) console.log('no test ran');

const wrong = failed > 0 ? failed : code !== 0 || passed === 0 ? 1 : 0;
process.exitCode = wrong === 0 ? 0 : 1;
console.log(`${passed} passed, ${wrong} failed`);
