import { expect, test } from 'vitest';
import { run } from './run.ts';

test('a program that is not there answers as a shell would, and leaves nothing to wait for', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  expect(await run('/no/such/program', [])).toMatchObject({ code: 127 });
  expect(await run('/etc', [])).toMatchObject({ code: 126 });
  expect(timers()).toBe(before);
});

test('a bad end is an answer, and one out of time is killed', async () => {
  expect(await run('sh', ['-c', 'echo out; echo err >&2; exit 3'])).toEqual({
    code: 3,
    stdout: 'out\n',
    stderr: 'err\n',
  });
  expect(await run('sleep', ['30'], { timeout_ms: 100 })).toMatchObject({ code: 128 });
});
