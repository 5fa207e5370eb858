import { uuid } from '../uuid.ts';
import type { Reply, XeroCall } from './call.ts';
import { Invalid, unreadable } from './errors.ts';

/** A moment as Xero writes it. */
export const moment = (ms: number): string => `/Date(${ms}+0000)/`;

/** A day (`YYYY-MM-DD`) as Xero writes it, in both its forms. */
export const day = (name: string, date: string): Record<string, string> => ({
  [name]: `/Date(${Date.parse(date)}+0000)/`,
  [`${name}String`]: `${date}T00:00:00`,
});

/** What stands around every list that is answered. */
export const envelope = (call: XeroCall, name: string, items: readonly object[], more: object = {}): Reply => ({
  status: 200,
  body: {
    Id: uuid(call.world.ids),
    Status: 'OK',
    ProviderName: 'Purser sandbox app',
    DateTimeUTC: `/Date(${call.nowMs})/`,
    ...more,
    [name]: items,
  },
});

/** The elements of a body: under its name, or the body itself when it is one element or a list. */
function elementsOf(call: XeroCall, name: string): unknown[] {
  const { body } = call;
  if (Array.isArray(body)) return body;
  if (typeof body !== 'object' || body === null) throw unreadable('The body must be an object');
  const listed = new Map<string, unknown>(Object.entries(body)).get(name);
  if (listed === undefined) return [body];
  if (!Array.isArray(listed)) throw unreadable(`${name} must be a list`);
  return listed;
}

const flagIn = (query: URLSearchParams, name: string): boolean | undefined => {
  const value = query.get(name)?.toLowerCase();
  return value === undefined ? undefined : value === 'true' || value === '1';
};

/** Runs one element; what an invalid one did is undone, and the others stand. */
function attempt(call: XeroCall, element: unknown, each: (element: unknown) => object): object | Invalid {
  call.world.db.exec('SAVEPOINT element');
  try {
    const done = each(element);
    call.world.db.exec('RELEASE element');
    return done;
  } catch (error) {
    call.world.db.exec('ROLLBACK TO element; RELEASE element');
    if (error instanceof Invalid) return error;
    throw error;
  }
}

const faulty = (element: unknown, { problems }: Invalid, flag: string): object => ({
  ...(typeof element === 'object' ? element : {}),
  [flag]: true,
  StatusAttributeString: 'ERROR',
  ValidationErrors: problems.map((Message) => ({ Message })),
});

/**
 * Does something with each element of a body. Summarised (which is what happens unless `summarizeErrors=false`), one
 * invalid element makes the answer a 400 although the valid ones are done; else the answer is 200 and each element tells.
 */
export function everyElement(call: XeroCall, name: string, flag: string, each: (element: unknown) => object): Reply {
  const elements = elementsOf(call, name);
  if (elements.length === 0) throw unreadable(`${name} has no elements`);
  const outcomes = elements.map((element) => attempt(call, element, each));
  const problems = outcomes.filter((outcome) => outcome instanceof Invalid);
  const told = outcomes.map((outcome, index) =>
    outcome instanceof Invalid ? faulty(elements[index], outcome, flag) : { ...outcome, StatusAttributeString: 'OK' },
  );
  const problem = problems.map(({ message }) => message).join(' ');
  if (problems.length === 0 || flagIn(call.query, 'summarizeErrors') === false)
    return { ...envelope(call, name, told), ...(problem === '' ? {} : { problem }) };
  return {
    status: 400,
    problem,
    body: {
      ErrorNumber: 10,
      Type: 'ValidationException',
      Message: 'A validation exception occurred',
      Elements: told,
    },
  };
}
