import { retryProfiles, type Settings } from '../options.ts';
import { AdminError, fieldsOf, flagIn, numberIn, textIn } from './json.ts';

/** Reads a change of settings; it holds until the process ends. */
export function settingsFrom(body: string): Partial<Settings> {
  const fields = fieldsOf(body, [
    'fee_basis_points',
    'fee_fixed_minor',
    'exchange',
    'capture_delay_ms',
    'refund_delay_ms',
    'dispute_delay_ms',
    'debit_delay_ms',
    'payouts',
    'accounts_v1',
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
  const payouts = textIn(fields, 'payouts');
  if (payouts !== undefined && payouts !== 'daily' && payouts !== 'manual')
    throw new AdminError('payouts must be daily or manual');
  const exchange = textIn(fields, 'exchange');
  const read = {
    exchange: exchange === undefined ? undefined : exchangeFrom(exchange),
    debitDelayMs: numberIn(fields, 'debit_delay_ms'),
    payouts,
    accountsV1: flagIn(fields, 'accounts_v1'),
    fee: basisPoints === undefined || fixedMinor === undefined ? undefined : { basisPoints, fixedMinor },
    captureDelayMs: numberIn(fields, 'capture_delay_ms'),
    refundDelayMs: numberIn(fields, 'refund_delay_ms'),
    disputeDelayMs: numberIn(fields, 'dispute_delay_ms'),
    latencyMs: numberIn(fields, 'latency_ms'),
    webhookTimeoutMs: numberIn(fields, 'webhook_timeout_ms'),
    webhookRetryDelaysMs: profile === undefined ? undefined : [...retryProfiles[profile]],
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** `none`, or what is settled as what, as in `eur=gbp@0.85`. */
function exchangeFrom(text: string): Settings['exchange'] {
  if (text === 'none') return {};
  const [, from = '', into = '', rate = ''] = /^([a-z]{3})=([a-z]{3})@(\d+(?:\.\d+)?)$/.exec(text) ?? [];
  if (from === '' || Number(rate) <= 0) throw new AdminError('exchange must be none, or as in eur=gbp@0.85');
  return { [from]: { into, rate: Number(rate) } };
}
