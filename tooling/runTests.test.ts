import { spawn } from 'node:child_process';
import { cp, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Files, withRepository, writeFiles } from './healthyRepository.ts';

const repository = resolve(import.meta.dirname, '..');

/** What scripts/test prints on a repository with these files, and its exit code. */
function testRun(files: Files, ...args: string[]): Promise<{ lines: string[]; code: number | null }> {
  return withRepository(files, async (root) => {
    for (const file of ['vitest.config.ts', 'tooling/tally.ts']) {
      if (!(file in files)) await cp(join(repository, file), join(root, file));
    }
    // The servers that integration tests share are no part of this.
    await writeFiles(root, { 'libs/testing/src/globalSetup.ts': 'export const setup = (): void => undefined;\n' });
    await writeFile(join(root, 'run.sh'), 'exec "$@" 2>&1');
    return new Promise((done, failed) => {
      const child = spawn('sh', ['run.sh', process.execPath, join(repository, 'tooling/runTests.ts'), ...args], {
        cwd: root,
      });
      let output = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
      child.on('error', failed);
      child.on('close', (code) => done({ lines: output.trimEnd().split('\n'), code }));
    });
  });
}

const spec = (body: string): string => `import { beforeAll, describe, expect, test } from 'vitest';\n${body}\n`;
const passing = { 'libs/money/src/add.test.ts': spec("test('one', () => expect(1).toBe(1));") };

test('what passes is counted, in unit and integration tests', async () => {
  const { lines, code } = await testRun({
    ...passing,
    'libs/bus/src/a.int.test.ts': spec("test('two', () => undefined);"),
  });
  expect({ last: lines.at(-1), code }).toEqual({ last: '2 passed, 0 failed', code: 0 });
});

test('failed tests, broken files, broken hooks and unhandled errors all count as failed', async () => {
  const { lines, code } = await testRun({
    ...passing,
    'libs/money/src/wrong.test.ts': spec("test('wrong', () => expect(1).toBe(2));"),
    'libs/money/src/broken.test.ts': "import './nowhere.ts';\n",
    'libs/money/src/hook.test.ts': spec(
      "describe('suite', () => { beforeAll(() => { throw new Error('hook'); }); test('never ran', () => undefined); });",
    ),
    'libs/money/src/loose.test.ts': spec("test('loose', async () => { void Promise.reject(new Error('loose')); });"),
  });
  expect({ last: lines.at(-1), code }).toEqual({ last: '2 passed, 4 failed', code: 1 });
  expect(lines).toContain('skipped: libs/money/src/hook.test.ts > suite > never ran');
});

test('skipped tests are named and are not passed', async () => {
  const skipped = "test.skip('later', () => undefined);\ntest.todo('some day');";
  const { lines, code } = await testRun({ ...passing, 'libs/money/src/skipped.test.ts': spec(skipped) });
  expect(lines.slice(-4)).toEqual([
    'skipped: libs/money/src/skipped.test.ts > later',
    'skipped: libs/money/src/skipped.test.ts > some day',
    '2 skipped, which is not passed',
    '1 passed, 0 failed',
  ]);
  expect(code).toBe(0);
});

test('only skipped tests are a failure', async () => {
  const { lines, code } = await testRun({ 'libs/money/src/a.test.ts': spec("test.skip('later', () => undefined);") });
  expect({ last: lines.at(-1), code }).toEqual({ last: '0 passed, 1 failed', code: 1 });
});

test('a test marked only does not silence the others unseen', async () => {
  const { lines, code } = await testRun({
    'libs/money/src/a.test.ts': spec("test.only('me', () => undefined);\ntest('other', () => undefined);"),
  });
  expect(lines.at(-1)).toMatch(/^\d+ passed, [1-9]\d* failed$/);
  expect(code).toBe(1);
});

test('no test at all is a failure', async () => {
  const { lines, code } = await testRun(passing, 'libs/nowhere');
  expect({ last: lines.at(-1), code }).toEqual({ last: '0 passed, 1 failed', code: 1 });
});

test('arguments pick tests', async () => {
  const { lines, code } = await testRun(
    { ...passing, 'libs/bus/src/a.test.ts': spec("test('two', () => undefined);") },
    'libs/bus',
  );
  expect({ last: lines.at(-1), code }).toEqual({ last: '1 passed, 0 failed', code: 0 });
});

test('a run that crashes still ends with the line', async () => {
  const { lines, code } = await testRun({ ...passing, 'vitest.config.ts': "process.kill(process.pid, 'SIGKILL');\n" });
  expect({ last: lines.at(-1), code }).toEqual({ last: '0 passed, 1 failed', code: 1 });
});

describe('a second look', () => {
  const steady = { 'libs/money/src/b.int.test.ts': spec("test('steady', () => undefined);") };
  /** An integration test that fails at its first run and never again; another beside it passes. */
  const unsteady = spec(`
    import { existsSync, writeFileSync } from 'node:fs';
    const been = import.meta.filename + '.been';
    test('passes', () => undefined);
    test('shakes', () => {
      const before = existsSync(been);
      writeFileSync(been, '');
      expect(before).toBe(true);
    });`);
  const broken = spec("test('passes', () => undefined);\ntest('broken', () => expect(1).toBe(2));");

  test('what fails beside the others and passes alone is counted once and named', async () => {
    const { lines, code } = await testRun({ ...passing, ...steady, 'libs/bus/src/a.int.test.ts': unsteady });
    expect(lines.slice(-3)).toEqual([
      'unsteady: libs/bus/src/a.int.test.ts > shakes',
      '1 unsteady: failed beside the others, passed alone',
      '4 passed, 0 failed',
    ]);
    expect(code).toBe(0);
  });

  test('what fails twice has failed, whatever passes beside it', async () => {
    const files = { 'libs/bus/src/a.int.test.ts': unsteady, 'libs/bus/src/c.int.test.ts': broken };
    const { lines, code } = await testRun({ ...passing, ...steady, ...files });
    expect({ last: lines.at(-1), code }).toEqual({ last: '5 passed, 1 failed', code: 1 });
    expect(lines).toContain('unsteady: libs/bus/src/a.int.test.ts > shakes');
  });

  test('a suite whose hook fails once is looked at again', async () => {
    const hook = spec(`
      import { existsSync, writeFileSync } from 'node:fs';
      const been = import.meta.filename + '.been';
      describe('town', () => {
        beforeAll(() => {
          const before = existsSync(been);
          writeFileSync(been, '');
          if (!before) throw new Error('no town');
        });
        test('lives', () => undefined);
      });`);
    const { lines, code } = await testRun({ ...passing, 'libs/bus/src/a.int.test.ts': hook });
    expect(lines.slice(-3)).toEqual([
      'unsteady: libs/bus/src/a.int.test.ts',
      '1 unsteady: failed beside the others, passed alone',
      '2 passed, 0 failed',
    ]);
    expect(code).toBe(0);
  });

  test.each([
    { what: 'a unit test', files: { 'libs/bus/src/a.test.ts': unsteady }, last: '2 passed, 1 failed' },
    {
      what: 'more than three files',
      files: Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`libs/bus/src/${name}.int.test.ts`, unsteady])),
      last: '5 passed, 4 failed',
    },
    {
      what: 'an error outside of any test',
      files: {
        'libs/bus/src/a.int.test.ts': unsteady,
        'libs/bus/src/b.int.test.ts': spec("test('loose', () => { void Promise.reject(new Error('loose')); });"),
      },
      last: '3 passed, 2 failed',
    },
  ])('$what gets none', async ({ files, last }) => {
    const { lines, code } = await testRun({ ...passing, ...files });
    expect({ last: lines.at(-1), code }).toEqual({ last, code: 1 });
    expect(lines.filter((line) => line.startsWith('once more'))).toEqual([]);
  });

  test('nor do tests that somebody picked', async () => {
    const { lines, code } = await testRun({ ...passing, 'libs/bus/src/a.int.test.ts': unsteady }, 'libs/bus');
    expect({ last: lines.at(-1), code }).toEqual({ last: '1 passed, 1 failed', code: 1 });
  });
});
