import { expect, test } from 'vitest';
import { readStep, readSteps, type Step, stepFault, stepsOf, wordsOf } from './steps.ts';

const step = (days: string, when: Step['when']): Step => ({ id: days + when, days, when });

test('a schedule is shown as it was saved', () => {
  expect(readSteps(stepsOf([-3, 0, 1, 14]))).toEqual([-3, 0, 1, 14]);
});

test.each([
  ['3', 'before', -3],
  ['0', 'before', 0],
  [' 14 ', 'after', 14],
  ['61', 'before', undefined],
  ['366', 'after', undefined],
  ['1.5', 'after', undefined],
  ['', 'after', undefined],
  ['-1', 'after', undefined],
] as const)('%j days %s is %s', (days, when, read) => {
  expect(readStep(step(days, when))).toBe(read);
});

test('the same day twice is said to be there already, at the second', () => {
  const steps = [step('7', 'after'), step('07', 'after'), step('x', 'before')];
  expect(steps.map((each) => stepFault(each, steps))).toEqual([
    undefined,
    'This day is there already.',
    '0 to 60 days.',
  ]);
});

test.each([
  [-3, '3 days before it is due'],
  [0, 'On the day it is due'],
  [1, '1 day after it was due'],
])('%i reads as people say it', (days, words) => {
  expect(wordsOf(days)).toBe(words);
});
