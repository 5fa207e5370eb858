import type { Log } from '@purser/bus';
import { pino } from 'pino';

const secretPaths = [
  'password',
  'secret',
  'token',
  'authorization',
  'cookie',
  'clientSecret',
  'email',
  'name',
  'address',
];

/** A JSON log of one service on standard output; what may be secret or personal is redacted wherever it is named. */
export function createLog(service: string, level: string): Log {
  return pino({
    level,
    base: { service },
    redact: { paths: secretPaths.flatMap((path) => [path, `*.${path}`]), censor: '[redacted]' },
    formatters: { level: (label) => ({ level: label }) },
    timestamp: pino.stdTimeFunctions.isoTime,
  });
}
