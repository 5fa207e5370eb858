import { describe, expect, test } from 'vitest';
import { explainProblem, problemIn } from './problem.ts';

describe('an error says what happened, what was not done and what to do', () => {
  test('a refusal names its reason and that nothing was changed', () => {
    const problem = {
      title: 'Unprocessable',
      status: 422,
      detail: 'An invoice needs a line.',
      errors: [{ path: 'lines', message: 'Add one.' }],
    };
    expect(explainProblem(problem, 'issue the invoice')).toEqual({
      happened: 'An invoice needs a line.',
      notDone: 'We could not issue the invoice. Nothing was changed.',
      toDo: 'Correct what is listed and try again.',
      canRetry: true,
    });
  });

  test.each([
    ['a fault of the server', { title: 'Internal error', status: 500 }],
    ['a timeout of the server', { title: 'Gateway timeout', status: 504 }],
    ['a lost connection', new TypeError('Failed to fetch')],
    ['a fault of the page', new Error('undefined is not a function')],
  ])('after %s nobody claims to know that nothing was done', (_, error) => {
    const { notDone, toDo } = explainProblem(error, 'record the payment');
    expect(notDone).toBe('We cannot say whether it was done.');
    expect(toDo).toBe('Look in a moment before you repeat it.');
  });

  test('reading changes nothing, and nobody is told to look before they repeat it', () => {
    const { notDone, toDo } = explainProblem({ title: 'Internal error', status: 500 }, 'load the invoices', {
      reads: true,
    });
    expect(`${notDone} ${toDo}`).toBe('We could not load the invoices. Try again in a moment.');
  });

  test.each([401, 403, 404])('%d is not repeated in vain', (status) => {
    expect(explainProblem({ title: 'No', status }).canRetry).toBe(false);
  });
});

test('an internal text of a thrown error is never shown', () => {
  expect(JSON.stringify(explainProblem(new Error('connect ECONNREFUSED 10.0.0.3:5432')))).not.toContain('ECONNREFUSED');
});

test('a problem is found in the error that carries it', () => {
  const problem = { title: 'Conflict', status: 409 };
  expect(problemIn(Object.assign(new Error('x'), { problem }))).toBe(problem);
  expect(problemIn('text')).toBeUndefined();
  expect(problemIn(null)).toBeUndefined();
});
