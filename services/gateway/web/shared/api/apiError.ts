import type { ProblemModel } from '../../../src/api/models/common.ts';

/** An answer that says no. `problem` is what the API told of it; `retryAfter_s` when to ask again. */
export class ApiError extends Error {
  readonly problem: ProblemModel;
  readonly retryAfter_s: number | undefined;

  constructor(problem: ProblemModel, retryAfter_s?: number) {
    super(problem.title);
    this.name = 'ApiError';
    this.problem = problem;
    this.retryAfter_s = retryAfter_s;
  }
}

/** The problem's code, of an answer of the API; undefined for anything else that was thrown. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof ApiError ? error.problem.code : undefined;
}

export function statusOf(error: unknown): number | undefined {
  return error instanceof ApiError ? error.problem.status : undefined;
}

/** What was wrong with one field of the input, by the API's path (`lines.0.quantity`). */
export function fieldProblem(error: unknown, path: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.problem.errors?.find((each) => each.path === path)?.message;
}

/** Reads an answer that says no. One that is no problem document (a proxy's page) still becomes one. */
export async function errorOf(response: Response): Promise<ApiError> {
  const wait = Number.parseInt(response.headers.get('Retry-After') ?? '', 10);
  return new ApiError(await problemOf(response), Number.isFinite(wait) ? wait : undefined);
}

async function problemOf(response: Response): Promise<ProblemModel> {
  const { status } = response;
  const unread: ProblemModel = {
    type: 'about:blank',
    title: 'The server gave an answer that this page cannot read.',
    status,
    code: 'unreadable_answer',
    detail: 'The server gave an answer that this page cannot read.',
  };
  if (!/[/+]json/.test(response.headers.get('Content-Type') ?? '')) return unread;
  try {
    const body: Partial<ProblemModel> = await response.json();
    return { ...unread, ...body, status };
  } catch {
    return unread;
  }
}
