import { createHmac } from 'node:crypto';

/**
 * The Stripe-Signature header: `t=<unix seconds>,v1=<hex>` with one v1 per secret in use.
 * `at` is real time, because receivers compare it with theirs.
 */
export function signatureHeader(payload: string, secrets: string[], at: number): string {
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${at}.${payload}`).digest('hex')}`,
  );
  return [`t=${at}`, ...signatures].join(',');
}
