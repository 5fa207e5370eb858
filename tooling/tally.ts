/** Counts a test run for scripts/test, which prints the count as its last line. */
import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export interface Tally {
  passed: number;
  /** Tests that failed, and everything else that went wrong: files that do not load, hooks, unhandled errors. */
  failed: number;
  /** Names of the tests that did not run, as `file > name`. */
  skipped: string[];
  /** The files in which something went wrong. What went wrong outside of any file is in `failed` alone. */
  red: RedFile[];
}

export interface RedFile {
  /** The path from the repository's root. */
  file: string;
  passed: number;
  failed: number;
  /** Names of what failed, as `file > name`; the file itself where no test of it could say so. */
  names: string[];
}

interface Counted extends RedFile {
  skipped: string[];
}

function countOf(module: TestModule): Counted {
  const file = module.relativeModuleId;
  // A failed test makes no error here; a file that does not load and a hook that throws do.
  const broken = [module, ...module.children.allSuites()].reduce((sum, suite) => sum + suite.errors().length, 0);
  const count: Counted = { file, passed: 0, failed: broken, names: broken > 0 ? [file] : [], skipped: [] };
  for (const test of module.children.allTests()) {
    const { state } = test.result();
    const name = `${file} > ${test.fullName}`;
    if (state === 'passed') count.passed += 1;
    else if (state === 'failed') {
      count.failed += 1;
      count.names.push(name);
    } else count.skipped.push(name);
  }
  return count;
}

function tallyOf(modules: readonly TestModule[], unhandled: number): Tally {
  const tally: Tally = { passed: 0, failed: unhandled, skipped: [], red: [] };
  for (const { skipped, ...count } of modules.map(countOf)) {
    tally.passed += count.passed;
    tally.failed += count.failed;
    tally.skipped.push(...skipped);
    if (count.failed > 0) tally.red.push(count);
  }
  return tally;
}

/** A reporter that leaves the tally as JSON in `file`, so that it outlives whatever vitest does at its end. */
export function tallyInto(file: string): Reporter {
  return {
    onTestRunEnd(modules, unhandled, reason) {
      const tally = tallyOf(modules, unhandled.length);
      if (reason !== 'passed' && tally.failed === 0) tally.failed = 1;
      writeFileSync(file, JSON.stringify(tally));
    },
  };
}
