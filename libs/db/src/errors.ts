const transientClasses = ['08', '53', '57', '40', '55', '58'];
const transientCodes = new Set([
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

type Coded = { code?: unknown; cause?: unknown; constraint_name?: unknown; message?: unknown };

/** The error as PostgreSQL or its driver gave it; Drizzle wraps it in one whose message holds the parameters. */
function root(error: unknown): Coded {
  let node = error as Coded;
  while (node && typeof node === 'object' && node.code === undefined && node.cause) node = node.cause as Coded;
  return node ?? {};
}

/** Whether the same statement may well succeed later: connection lost, deadlock, serialisation, timeout, shutting down. */
export function isTransient(error: unknown): boolean {
  const { code } = root(error);
  if (typeof code !== 'string') return false;
  return transientCodes.has(code) || (code.length === 5 && transientClasses.includes(code.slice(0, 2)));
}

/** What PostgreSQL said, without parameters: SQLSTATE and constraint, or undefined when it is not a database error. */
export function databaseFault(error: unknown): { code: string; constraint: string | undefined } | undefined {
  const { code, constraint_name: constraint } = root(error);
  if (typeof code !== 'string') return undefined;
  return { code, constraint: typeof constraint === 'string' ? constraint : undefined };
}
