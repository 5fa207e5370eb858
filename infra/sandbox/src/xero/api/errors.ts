import type { Ids } from '../../ids.ts';
import { uuid } from '../uuid.ts';

/** A call that is refused as a whole. */
export class XeroError extends Error {
  readonly status: number;
  readonly body: object;
  readonly headers: Record<string, string>;
  constructor(status: number, body: object, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

const titles: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** The form of everything that is wrong before a call reaches the books. */
export const problemBody = (ids: Ids, status: number, detail: string): object => ({
  Type: null,
  Title: titles[status] ?? 'Error',
  Status: status,
  Detail: detail,
  Instance: uuid(ids),
  Extensions: {},
});

export const problem = (ids: Ids, status: number, detail: string, headers?: Record<string, string>): XeroError =>
  new XeroError(status, problemBody(ids, status, detail), detail, headers);

/** A body that cannot be read at all. */
export const unreadable = (message: string): XeroError =>
  new XeroError(400, { ErrorNumber: 14, Type: 'PostDataInvalidException', Message: message }, message);

/** A filter that cannot be read. */
export const unreadableQuery = (message: string): XeroError =>
  new XeroError(400, { ErrorNumber: 16, Type: 'QueryParseException', Message: message }, message);

/** What is wrong with one element of a body; the others are not touched by it. */
export class Invalid extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join(' '));
    this.problems = problems;
  }
}
