import type { Effect, FaultRule } from '../faults/rules.ts';
import type { WebhookFaultRules } from '../faults/webhooks.ts';
import { AdminError, fieldsOf, flagIn, numberIn, textIn } from './json.ts';

const hour = 3_600_000;

function effectFrom(fields: Map<string, unknown>): Effect {
  const kind = textIn(fields, 'effect') ?? 'answer';
  if (kind === 'cut' || kind === 'reset') return { kind };
  if (kind === 'hold' || kind === 'slow') return { kind, ms: numberIn(fields, 'ms', hour) ?? 60_000 };
  if (kind !== 'answer') throw new AdminError('effect must be answer, hold, cut, reset or slow');
  const status = numberIn(fields, 'status', 599) ?? 500;
  if (!Number.isInteger(status) || status < 400) throw new AdminError('status must be from 400 to 599');
  const code = textIn(fields, 'code');
  const shouldRetry = flagIn(fields, 'should_retry');
  const rateLimitedReason = textIn(fields, 'rate_limited_reason');
  const retryAfterS = numberIn(fields, 'retry_after', 86_400);
  return {
    kind,
    status,
    ...(code === undefined ? {} : { code }),
    ...(shouldRetry === undefined ? {} : { shouldRetry }),
    ...(rateLimitedReason === undefined ? {} : { rateLimitedReason }),
    ...(retryAfterS === undefined ? {} : { retryAfterS }),
  };
}

/** Reads a rule: `{ method?, path, when?, effect?, status?, code?, should_retry?, rate_limited_reason?, retry_after?, ms?, count?, probability? }`. */
export function faultRuleFrom(body: string): Omit<FaultRule, 'id'> {
  const fields = fieldsOf(body, [
    'method',
    'path',
    'when',
    'effect',
    'status',
    'code',
    'should_retry',
    'rate_limited_reason',
    'retry_after',
    'ms',
    'count',
    'probability',
  ]);
  const path = textIn(fields, 'path');
  if (path === undefined) throw new AdminError('path is missing, such as /v1/payment_intents or /v1/*');
  const when = textIn(fields, 'when') ?? 'before';
  if (when !== 'before' && when !== 'after') throw new AdminError('when must be before or after');
  const count = numberIn(fields, 'count');
  if (count !== undefined && (!Number.isInteger(count) || count < 1))
    throw new AdminError('count must be a whole number from 1');
  const probability = numberIn(fields, 'probability', 1);
  return {
    method: textIn(fields, 'method') ?? '*',
    path,
    when,
    effect: effectFrom(fields),
    ...(count === undefined ? {} : { count }),
    ...(probability === undefined ? {} : { probability }),
  };
}

/** Reads a change of delivery faults: `{ drop?, duplicate?, copies?, delay_ms?, shuffle_ms?, drop_only? }`; `drop_only` is how types begin, separated by spaces. */
export function webhookFaultsFrom(body: string): Partial<WebhookFaultRules> {
  const fields = fieldsOf(body, ['drop', 'duplicate', 'copies', 'delay_ms', 'shuffle_ms', 'drop_only']);
  const read = {
    drop: numberIn(fields, 'drop', 1),
    duplicate: numberIn(fields, 'duplicate', 1),
    copies: numberIn(fields, 'copies', 20),
    delayMs: numberIn(fields, 'delay_ms', hour),
    shuffleMs: numberIn(fields, 'shuffle_ms', hour),
    dropOnly: textIn(fields, 'drop_only')?.split(' ').filter(Boolean),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}
