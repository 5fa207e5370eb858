import { defineConfig } from 'vitest/config';
import { tallyInto } from './tooling/tally.ts';

const folders = '{libs,services,infra,journeys,tooling}';
/** Set by scripts/test, which reads the count there. */
const tally = process.env.PURSER_TALLY;

const installed = ['**/node_modules/**', '**/dist/**', '**/.purser/**'];

/** Two projects: tests of code alone, then those that start real servers or browsers (`*.int.test.ts`), few at a time. */
export default defineConfig({
  test: {
    // A test marked `only` would silence all others.
    allowOnly: false,
    reporters: tally ? ['default', tallyInto(tally)] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${folders}/**/*.test.{ts,tsx}`],
          exclude: [...installed, '**/*.int.test.{ts,tsx}'],
          testTimeout: 20_000,
          hookTimeout: 20_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'int',
          include: [`${folders}/**/*.int.test.{ts,tsx}`],
          exclude: installed,
          globalSetup: ['libs/testing/src/globalSetup.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
