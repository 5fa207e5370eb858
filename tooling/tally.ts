/** Counts a test run for scripts/test, which prints the count as its last line. */
import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

export interface Tally {
  passed: number;
  /** Tests that failed, and everything else that went wrong: files that do not load, hooks, unhandled errors. */
  failed: number;
  /** Names of the tests that did not run. */
  skipped: string[];
}

function tallyOf(modules: readonly TestModule[], unhandled: number): Tally {
  const tally: Tally = { passed: 0, failed: unhandled, skipped: [] };
  for (const module of modules) {
    // A failed test makes no error here; a file that does not load and a hook that throws do.
    const suites = [module, ...module.children.allSuites()];
    tally.failed += suites.reduce((sum, suite) => sum + suite.errors().length, 0);
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') tally.passed += 1;
      else if (state === 'failed') tally.failed += 1;
      else tally.skipped.push(`${module.relativeModuleId} > ${test.fullName}`);
    }
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
