import { randomBytes } from 'node:crypto';
import { keyFault, retryProfiles, type SandboxOptions, type Settings } from './options.ts';

type Environment = Record<string, string | undefined>;

function numberFrom(env: Environment, name: string, faults: string[]): number | undefined {
  const value = env[name];
  if (value === undefined || value === '') return undefined;
  if (/^\d{1,12}$/.test(value)) return Number(value);
  faults.push(`${name} must be a whole number, not "${value}"`);
  return undefined;
}

function retryDelays(env: Environment, faults: string[]): number[] | undefined {
  const name = env.PURSER_SANDBOX_WEBHOOK_RETRIES;
  if (name === undefined || name === '') return undefined;
  if (name === 'fast' || name === 'sandbox' || name === 'live') return [...retryProfiles[name]];
  faults.push('PURSER_SANDBOX_WEBHOOK_RETRIES must be fast, sandbox or live');
  return undefined;
}

/**
 * Options from PURSER_SANDBOX_*; keys that are not given are made up for this run.
 * @throws Error that lists everything that is wrong.
 */
export function readEnvironment(env: Environment): SandboxOptions {
  const faults: string[] = [];
  const dir = env.PURSER_SANDBOX_DIR;
  if (!dir) faults.push('PURSER_SANDBOX_DIR must name the folder of the state');
  const secretKey = env.PURSER_SANDBOX_SECRET_KEY || `sk_test_${randomBytes(16).toString('hex')}`;
  const publishableKey = env.PURSER_SANDBOX_PUBLISHABLE_KEY || `pk_test_${randomBytes(16).toString('hex')}`;
  const wrongKey = keyFault(secretKey, publishableKey);
  if (wrongKey !== undefined) faults.push(wrongKey);
  const port = numberFrom(env, 'PURSER_SANDBOX_PORT', faults) ?? 8420;
  const mailPort = numberFrom(env, 'PURSER_SANDBOX_MAIL_PORT', faults) ?? 8425;
  const captureDelayMs = numberFrom(env, 'PURSER_SANDBOX_CAPTURE_DELAY_MS', faults);
  const latencyMs = numberFrom(env, 'PURSER_SANDBOX_LATENCY_MS', faults);
  const webhookRetryDelaysMs = retryDelays(env, faults);
  if (faults.length > 0 || !dir) throw new Error(`the sandbox cannot start:\n- ${faults.join('\n- ')}`);
  const settings: Partial<Settings> = {
    ...(captureDelayMs === undefined ? {} : { captureDelayMs }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(webhookRetryDelaysMs === undefined ? {} : { webhookRetryDelaysMs }),
  };
  return {
    port,
    dir,
    secretKey,
    publishableKey,
    settings,
    mailPort,
    ...(env.PURSER_SANDBOX_MAIL_USER ? { mailUser: env.PURSER_SANDBOX_MAIL_USER } : {}),
    ...(env.PURSER_SANDBOX_MAIL_PASSWORD ? { mailPassword: env.PURSER_SANDBOX_MAIL_PASSWORD } : {}),
    ...(env.PURSER_SANDBOX_XERO_CLIENT_ID ? { xeroClientId: env.PURSER_SANDBOX_XERO_CLIENT_ID } : {}),
    ...(env.PURSER_SANDBOX_XERO_CLIENT_SECRET ? { xeroClientSecret: env.PURSER_SANDBOX_XERO_CLIENT_SECRET } : {}),
    ...(env.PURSER_SANDBOX_XERO_REDIRECT_URIS
      ? { xeroRedirectUris: env.PURSER_SANDBOX_XERO_REDIRECT_URIS.split(' ') }
      : {}),
    ...(env.PURSER_SANDBOX_SEED ? { seed: env.PURSER_SANDBOX_SEED } : {}),
    ...(env.PURSER_SANDBOX_HOST ? { hostname: env.PURSER_SANDBOX_HOST } : {}),
    ...(env.PURSER_SANDBOX_PUBLIC_URL ? { publicUrl: env.PURSER_SANDBOX_PUBLIC_URL } : {}),
  };
}
