/**
 * Why an engine could not be had.
 * - `inUse`: another live process holds the folder
 * - `foreign`: the folder belongs to another user, or to another kind of engine
 * - `missing`: the server's program is neither installed nor could it be fetched
 * - `portTaken`: a fixed port is in the hands of another program
 * - `failed`: the server ended, or was not ready, or did not end, in the time it was given
 */
export type EngineErrorCode = 'inUse' | 'foreign' | 'missing' | 'portTaken' | 'failed';

/** Thrown by everything in this library; `code` is for programs, `message` says to a person what to do. */
export class EngineError extends Error {
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'EngineError';
    this.code = code;
  }
}

/** The operating system's own name for what went wrong (`ENOENT`, `EEXIST`, …), if the error carries one. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
