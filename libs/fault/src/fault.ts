/**
 * What can go wrong, by who can do something about it.
 * Final (asking again gives the same answer): invalid, unauthenticated, denied, notFound, conflict, rejected.
 * Passing (asking again may help): limited, unavailable, external, bug.
 */
export type FaultKind =
  | 'invalid'
  | 'unauthenticated'
  | 'denied'
  | 'notFound'
  | 'conflict'
  | 'rejected'
  | 'limited'
  | 'unavailable'
  | 'external'
  | 'bug';

/** One fault of the input: where it is (`lines.3.quantity`), a code and a sentence for the person who sent it. */
export type FieldError = { path: string; code: string; message: string };

type Extra = { internal?: string; errors?: FieldError[]; retryAfter_ms?: number; cause?: unknown };

const passing: ReadonlySet<FaultKind> = new Set(['limited', 'unavailable', 'external', 'bug']);

/**
 * A fault with two texts: `message` is public and may be shown to whoever asked; `internal` is for our logs alone.
 * `code` is stable and documented; `errors` name the fields of a refused input.
 */
export class Fault extends Error {
  readonly kind: FaultKind;
  readonly code: string;
  readonly internal: string | undefined;
  readonly errors: readonly FieldError[];
  readonly retryAfter_ms: number | undefined;

  constructor(kind: FaultKind, code: string, text: string, extra: Extra = {}) {
    super(text, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = 'Fault';
    this.kind = kind;
    this.code = code;
    this.internal = extra.internal;
    this.errors = extra.errors ?? [];
    this.retryAfter_ms = extra.retryAfter_ms;
  }

  /** Whether asking again may give another answer. */
  get passing(): boolean {
    return passing.has(this.kind);
  }
}

/** @example throw fault('rejected', 'invoice_void', 'This invoice was voided and takes no payment.') */
export function fault(kind: FaultKind, code: string, text: string, extra?: Extra): Fault {
  return new Fault(kind, code, text, extra);
}

export function isFault(error: unknown): error is Fault {
  return error instanceof Fault;
}

/** Any thrown thing as a fault: what is not one already is a bug of ours, whose own text stays internal. */
export function toFault(error: unknown): Fault {
  if (isFault(error)) return error;
  const internal = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new Fault('bug', 'internal_error', 'Something went wrong on our side.', { internal, cause: error });
}
