import { PERCENT, parseDecimal } from '@purser/money';
import type { LateFeesModel } from '../../../../src/api/models/chasing.ts';
import { decimalOf } from '../../drafting/draftBody.ts';

type Policy = NonNullable<LateFeesModel['policy']>;

/** A late-fee policy as it is being typed. */
export type FeeForm = {
  on: boolean;
  graceDays: string;
  kind: 'percent' | 'amount';
  percent: string;
  /** Minor units of the tenant's currency. */
  amount: number | null;
  repeats: boolean;
  everyDays: string;
  capped: boolean;
  capPercent: string;
};
export type FeeFaults = Partial<Record<'graceDays' | 'percent' | 'amount' | 'everyDays' | 'capPercent', string>>;

const usual: FeeForm = {
  on: false,
  graceDays: '7',
  kind: 'percent',
  percent: '2',
  amount: null,
  repeats: true,
  everyDays: '30',
  capped: true,
  capPercent: '10',
};

export function feeFormOf(policy: Policy | null): FeeForm {
  if (policy === null) return usual;
  const { graceDays, fee, everyDays, capPercent } = policy;
  return {
    ...usual,
    on: true,
    graceDays: String(graceDays),
    ...('percent' in fee ? { kind: 'percent', percent: fee.percent } : { kind: 'amount', amount: fee.amount }),
    repeats: everyDays !== null,
    ...(everyDays !== null && { everyDays: String(everyDays) }),
    capped: capPercent !== null,
    ...(capPercent !== null && { capPercent }),
  };
}

export type WrittenPolicy = { ok: true; policy: Policy | null } | { ok: false; faults: FeeFaults };

/** What the API takes, or what is wrong. An amount is of the currency it was typed in. */
export function policyOf(form: FeeForm, currency: string): WrittenPolicy {
  if (!form.on) return { ok: true, policy: null };
  const faults: FeeFaults = {};
  const graceDays = wholeIn(form.graceDays, 0, 90);
  if (graceDays === undefined) faults.graceDays = 'From 0 to 90 days.';
  const everyDays = form.repeats ? wholeIn(form.everyDays, 7, 366) : null;
  if (everyDays === undefined) faults.everyDays = 'From 7 to 366 days.';
  const percent = decimalOf(form.percent);
  if (form.kind === 'percent' && !isShare(percent)) faults.percent = 'More than 0 and at most 100.';
  if (form.kind === 'amount' && !(form.amount !== null && form.amount > 0)) faults.amount = 'Enter an amount.';
  const capPercent = form.capped ? decimalOf(form.capPercent) : null;
  if (capPercent !== null && !isShare(capPercent)) faults.capPercent = 'More than 0 and at most 100.';
  if (Object.keys(faults).length > 0 || graceDays === undefined || everyDays === undefined)
    return { ok: false, faults };
  const fee = form.kind === 'percent' ? { percent } : { amount: form.amount ?? 0, currency };
  return { ok: true, policy: { graceDays, fee, everyDays, capPercent } };
}

function wholeIn(typed: string, least: number, most: number): number | undefined {
  const text = typed.trim();
  const value = Number(text);
  return /^\d{1,3}$/.test(text) && value >= least && value <= most ? value : undefined;
}

function isShare(percent: string): boolean {
  try {
    const value = parseDecimal(percent, PERCENT);
    return value > 0n && value <= 1_000_000n;
  } catch {
    return false;
  }
}
