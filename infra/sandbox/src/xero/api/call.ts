import type { Books } from '../books/documents.ts';

/** One call to the accounting API, let in and on its way to the books. */
export interface XeroCall extends Books {
  method: string;
  /** The id at the end of the path, if any. */
  id: string | undefined;
  query: URLSearchParams;
  /** The parsed body of a PUT or POST. */
  body: unknown;
  modifiedSince: number | undefined;
}

export interface Reply {
  status: number;
  body: object;
  /** What went wrong, for the log. */
  problem?: string;
}
