/** A step of the schedule as it is being typed. */
export type Step = { id: string; days: string; when: 'before' | 'after' };

/** What most people begin with. */
export const usualSteps: readonly number[] = [-3, 1, 7, 14];

export const mostSteps = 10;
const longestBefore = 60;
const longestAfter = 365;

export function stepsOf(steps: readonly number[]): Step[] {
  return steps.map((step) => ({
    id: crypto.randomUUID(),
    days: String(Math.abs(step)),
    when: step < 0 ? 'before' : 'after',
  }));
}

/** Days after the due date, negative before it; undefined while it is none. */
export function readStep({ days, when }: Step): number | undefined {
  const text = days.trim();
  const count = Number(text);
  if (!/^\d{1,3}$/.test(text) || count > (when === 'before' ? longestBefore : longestAfter)) return undefined;
  return when === 'before' && count > 0 ? -count : count;
}

/** The whole schedule in order; what is not finished or stands there twice is left out. */
export function readSteps(steps: readonly Step[]): number[] {
  const read = steps.map(readStep).filter((step) => step !== undefined);
  return [...new Set(read)].sort((a, b) => a - b);
}

/** What is wrong with a step, in words; undefined where nothing is. */
export function stepFault(step: Step, steps: readonly Step[]): string | undefined {
  const read = readStep(step);
  if (read === undefined) return step.when === 'before' ? `0 to ${longestBefore} days.` : `0 to ${longestAfter} days.`;
  const first = steps.find((each) => readStep(each) === read);
  return first === step ? undefined : 'This day is there already.';
}

/** @example wordsOf(-3) === '3 days before it is due' */
export function wordsOf(step: number): string {
  if (step === 0) return 'On the day it is due';
  const count = Math.abs(step);
  return `${count} ${count === 1 ? 'day' : 'days'} ${step < 0 ? 'before it is due' : 'after it was due'}`;
}
