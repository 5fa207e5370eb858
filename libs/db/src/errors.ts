const transientClasses = ['08', '40', '53', '57', '58'];
/** Of classes that are not transient as a whole: a lock not given, an object in use, a transaction left idle or too long. */
const transientStates = ['55P03', '55006', '25P03', '25P04'];
/** The driver's own codes and the system's, when no server spoke. */
const lostCodes = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
]);

type Coded = { code?: unknown; cause?: unknown; constraint_name?: unknown };

const sqlState = /^[0-9A-Z]{5}$/;

/**
 * The error as PostgreSQL or its driver gave it; Drizzle wraps it in one whose message holds the parameters. Undefined
 * when neither said anything: other errors have codes too.
 */
function root(error: unknown): { code: string; constraint: unknown } | undefined {
  let node = error as Coded | null | undefined;
  for (let depth = 0; depth < 5 && node && typeof node === 'object'; depth += 1) {
    const { code } = node;
    if (typeof code === 'string' && (sqlState.test(code) || lostCodes.has(code)))
      return { code, constraint: node.constraint_name };
    node = node.cause as Coded | null | undefined;
  }
  return undefined;
}

/** Whether the same statement may well succeed later: connection lost, deadlock, serialisation, timeout, shutting down. */
export function isTransient(error: unknown): boolean {
  const code = root(error)?.code;
  if (code === undefined) return false;
  return lostCodes.has(code) || transientClasses.includes(code.slice(0, 2)) || transientStates.includes(code);
}

/** What PostgreSQL said, without parameters: SQLSTATE and constraint, or undefined when it is not a database error. */
export function databaseFault(error: unknown): { code: string; constraint: string | undefined } | undefined {
  const found = root(error);
  if (!found) return undefined;
  return { code: found.code, constraint: typeof found.constraint === 'string' ? found.constraint : undefined };
}
