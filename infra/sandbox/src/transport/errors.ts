/** The `error` object of an answer, before its links are added. */
export interface ErrorBody {
  type: 'invalid_request_error' | 'card_error' | 'api_error' | 'idempotency_error';
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  advice_code?: string;
  network_decline_code?: string;
  charge?: string;
  payment_intent?: object;
  payment_method?: object;
  setup_intent?: object;
}

/** An answer other than success. Thrown, it undoes what the call had done so far. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  /** Refused before the call began to execute: an idempotency key does not remember it. */
  readonly beforeExecution: boolean;

  constructor(status: number, body: ErrorBody, beforeExecution = false) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.beforeExecution = beforeExecution;
  }
}

/** A parameter that cannot be accepted as sent. */
export const invalidParam = (param: string, message: string, code?: string): ApiError =>
  new ApiError(400, { type: 'invalid_request_error', message, param, ...(code === undefined ? {} : { code }) }, true);

/** A request that the state of things does not allow. */
export const invalidRequest = (message: string, extra: Partial<ErrorBody> = {}): ApiError =>
  new ApiError(400, { type: 'invalid_request_error', message, ...extra });

/** 404 for the object in the path, 400 for one named in a parameter. */
export const noSuch = (what: string, id: string, param?: string): ApiError =>
  new ApiError(param === undefined ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${what}: '${id}'`,
    param: param ?? 'id',
  });

/** Where Stripe's documentation explains a code. */
export const docUrl = (code: string): string => `https://stripe.com/docs/error-codes/${code.replaceAll('_', '-')}`;

/** The whole body of an error answer. */
export function errorAnswer(error: ErrorBody, logUrl: string | undefined): { error: object } {
  return {
    error: {
      ...error,
      ...(error.code === undefined ? {} : { doc_url: docUrl(error.code) }),
      ...(logUrl === undefined ? {} : { request_log_url: logUrl }),
    },
  };
}
