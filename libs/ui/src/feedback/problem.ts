/** An error as the API tells it (RFC 9457), so far as a page shows it. */
export type Problem = {
  title: string;
  status?: number;
  code?: string;
  detail?: string;
  errors?: readonly { path: string; code?: string; message: string }[];
};

/** What to say of a problem: what happened, what was not done, what to do. */
export type Explained = { happened: string; notDone: string; toDo: string; canRetry: boolean };

type Known = { happened?: string; toDo: string; canRetry: boolean };

const byStatus: Record<number, Known> = {
  401: { happened: 'You are signed out.', toDo: 'Sign in and try again.', canRetry: false },
  403: {
    happened: 'Your role does not allow this.',
    toDo: 'Ask an owner or administrator of this account.',
    canRetry: false,
  },
  404: {
    happened: 'This is not here. It may have been removed, or the link is wrong.',
    toDo: 'Go back and choose again.',
    canRetry: false,
  },
  409: { toDo: 'Look at it as it is now, then decide.', canRetry: true },
  429: {
    happened: 'There were too many requests in a short time.',
    toDo: 'Wait a moment, then try again.',
    canRetry: true,
  },
};

/**
 * Words for any failure: of the API, of the network, of our own code. `doing` is what was tried, as in "issue the invoice"; `reads` where
 * nothing was to be changed. What the server says of itself goes before our own words. After a fault of the server or the network nobody
 * knows whether a change was made, and this says so.
 */
export function explainProblem(error: unknown, doing?: string, { reads = false }: { reads?: boolean } = {}): Explained {
  const tried = doing ? `We could not ${doing}.` : '';
  const notDone = reads ? tried : `${tried} Nothing was changed.`.trim();
  const notKnown = reads ? tried : 'We cannot say whether it was done.';
  const again = reads ? 'Try again in a moment.' : 'Look in a moment before you repeat it.';
  const problem = problemIn(error);
  if (!problem) {
    const happened = isOffline(error) ? 'There is no connection to the server.' : 'Something went wrong on this page.';
    return { happened, notDone: notKnown, toDo: again, canRetry: true };
  }
  const { title, detail, status = 0, errors = [] } = problem;
  if (status >= 500) return { happened: detail ?? title, notDone: notKnown, toDo: again, canRetry: true };
  const known = byStatus[status];
  const toDo =
    known?.toDo ?? (errors.length > 0 ? 'Correct what is listed and try again.' : 'Change it and try again.');
  return { happened: detail ?? known?.happened ?? title, notDone, toDo, canRetry: known?.canRetry ?? true };
}

/** The problem an error carries: itself, or in a field `problem`. */
export function problemIn(error: unknown): Problem | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('problem' in error) return problemIn(error.problem);
  if (error instanceof Error) return undefined;
  return isProblem(error) ? error : undefined;
}

const isProblem = (value: object): value is Problem => 'title' in value && typeof value.title === 'string';

function isOffline(error: unknown): boolean {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message);
}
