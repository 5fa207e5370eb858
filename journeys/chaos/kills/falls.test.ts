import { printSteps } from '@purser/local';
import { expect, test } from 'vitest';
import { watchFalls } from './falls.ts';

test('an end that nobody dealt is kept, and everything is still told', () => {
  const told: string[] = [];
  const { steps, fell } = watchFalls(printSteps((line) => told.push(line)));
  steps.note('edge ended (SIGKILL): starting it again');
  steps.note('edge did not start: edge ended (code 1) before it was ready:\n…');
  steps.note('work ended (code 1): starting it again');
  steps.note('NATS ended (SIGSEGV): starting it again');
  steps.note('work is up again after 900 ms');
  expect(fell).toEqual(['work ended (code 1): starting it again', 'NATS ended (SIGSEGV): starting it again']);
  expect(told).toHaveLength(5);
});
