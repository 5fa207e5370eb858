import { retryProfiles, type Settings } from '../options.ts';
import { AdminError, fieldsOf, numberIn, textIn } from './json.ts';

/** Reads a change of settings; it holds until the process ends. */
export function settingsFrom(body: string): Partial<Settings> {
  const fields = fieldsOf(body, [
    'fee_basis_points',
    'fee_fixed_minor',
    'capture_delay_ms',
    'latency_ms',
    'webhook_timeout_ms',
    'webhook_retries',
  ]);
  const basisPoints = numberIn(fields, 'fee_basis_points', 10_000);
  const fixedMinor = numberIn(fields, 'fee_fixed_minor');
  if ((basisPoints === undefined) !== (fixedMinor === undefined))
    throw new AdminError('fee_basis_points and fee_fixed_minor go together');
  const profile = textIn(fields, 'webhook_retries');
  if (profile !== undefined && profile !== 'fast' && profile !== 'sandbox' && profile !== 'live')
    throw new AdminError('webhook_retries must be fast, sandbox or live');
  const read = {
    fee: basisPoints === undefined || fixedMinor === undefined ? undefined : { basisPoints, fixedMinor },
    captureDelayMs: numberIn(fields, 'capture_delay_ms'),
    latencyMs: numberIn(fields, 'latency_ms'),
    webhookTimeoutMs: numberIn(fields, 'webhook_timeout_ms'),
    webhookRetryDelaysMs: profile === undefined ? undefined : [...retryProfiles[profile]],
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
