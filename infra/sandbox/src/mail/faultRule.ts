import { AdminError, fieldsOf, numberIn, textIn } from '../admin/json.ts';
import type { MailEffect, MailFault } from './faults.ts';

const week = 7 * 24 * 3_600_000;

/** Text that goes into an SMTP answer: one line. */
function lineIn(fields: Map<string, unknown>, name: string, usual: string): string {
  const text = textIn(fields, name) ?? usual;
  if (!/^[\x20-\x7e]{1,400}$/.test(text)) throw new AdminError(`${name} must be one line of plain characters`);
  return text;
}

function refusalFrom(fields: Map<string, unknown>): MailEffect {
  const at = textIn(fields, 'at') ?? 'rcpt';
  if (at !== 'rcpt' && at !== 'data') throw new AdminError('at must be rcpt or data');
  const code = numberIn(fields, 'code', 599) ?? 451;
  if (!Number.isInteger(code) || code < 400) throw new AdminError('code must be from 400 to 599');
  const usual = code < 500 ? '4.3.0 Temporary failure, try again later' : '5.1.1 The recipient does not exist';
  return { kind: 'refuse', at, code, text: lineIn(fields, 'text', usual) };
}

function effectFrom(fields: Map<string, unknown>): MailEffect {
  const kind = textIn(fields, 'effect') ?? 'refuse';
  if (kind === 'refuse') return refusalFrom(fields);
  if (kind === 'drop') {
    const when = textIn(fields, 'when') ?? 'after';
    if (when !== 'before' && when !== 'after') throw new AdminError('when must be before or after');
    return { kind, when };
  }
  if (kind === 'delay') return { kind, ms: numberIn(fields, 'ms', 3_600_000) ?? 60_000 };
  if (kind === 'greylist') return { kind, ms: numberIn(fields, 'ms', week) ?? 300_000 };
  if (kind === 'bounce') return { kind, ...bounceFrom(fields) };
  throw new AdminError('effect must be refuse, drop, delay, greylist or bounce');
}

/** How a message comes back: `{ ms?, bounce_code?, text? }`. */
export function bounceFrom(fields: Map<string, unknown>): { ms: number; code: string; text: string } {
  return {
    ms: numberIn(fields, 'ms', week) ?? 0,
    code: lineIn(fields, 'bounce_code', '5.1.1'),
    text: lineIn(fields, 'text', 'The recipient does not exist'),
  };
}

/** Reads a rule: `{ effect?, to?, count?, at?, code?, text?, when?, ms?, bounce_code? }`. */
export function mailFaultFrom(body: string): Omit<MailFault, 'id'> {
  const fields = fieldsOf(body, ['effect', 'to', 'count', 'at', 'code', 'text', 'when', 'ms', 'bounce_code']);
  const count = numberIn(fields, 'count');
  if (count !== undefined && (!Number.isInteger(count) || count < 1))
    throw new AdminError('count must be a whole number from 1');
  return {
    to: textIn(fields, 'to') ?? '*',
    effect: effectFrom(fields),
    ...(count === undefined ? {} : { count }),
  };
}
