import { isTransient } from '@purser/db';
import { type Fault, fault, isFault, toFault } from '@purser/fault';
import { VaultError } from '@purser/vault';

/** What a thrown thing means, in public words. A database that is away is nobody's refusal. */
export function faultOf(error: unknown): Fault {
  if (isFault(error)) return error;
  if (isTransient(error))
    return fault('unavailable', 'database_unavailable', 'This could not be done just now.', {
      internal: codeOf(error),
      cause: error,
    });
  if (error instanceof VaultError && error.code === 'destroyed')
    return fault('rejected', 'erased', 'The person this was about has been erased.');
  return toFault(withoutParameters(error));
}

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return `${code ?? ''} ${message ?? ''}`.trim();
}

// Drizzle puts a statement's parameters into its message; they may be personal data.
function withoutParameters(error: unknown): unknown {
  if (error instanceof Error && error.name === 'DrizzleQueryError') return error.cause ?? new Error('a query failed');
  return error;
}
