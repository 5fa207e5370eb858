import { type DecimalLimits, MoneyError, parseDecimal } from '@purser/money';
import type { Issue, IssueCode } from './issue.ts';

/** Notes one fault. */
export type Fault = (path: string, code: IssueCode, message: string) => void;

/** A list of issues and the function that fills it. */
export function faultList(): { issues: Issue[]; fault: Fault } {
  const issues: Issue[] = [];
  return { issues, fault: (path, code, message) => void issues.push({ path, code, message }) };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads decimal text, or notes why it cannot be read and returns undefined. */
export function readDecimal(value: unknown, limits: DecimalLimits, path: string, fault: Fault): bigint | undefined {
  if (value === undefined) {
    fault(path, 'required', 'Required: a decimal number as text');
    return undefined;
  }
  if (typeof value !== 'string') {
    fault(path, 'wrongType', 'A decimal number as text, such as "1.25"; never a float');
    return undefined;
  }
  try {
    return parseDecimal(value, limits);
  } catch (error) {
    if (!(error instanceof MoneyError)) throw error;
    fault(path, decimalCode(error), error.message);
    return undefined;
  }
}

/** Notes a value that is no whole, non-negative number of minor units. */
export function checkAmount(value: unknown, path: string, fault: Fault): value is bigint {
  if (typeof value === 'bigint') {
    if (value < 0n) fault(path, 'negative', 'Must not be negative');
    return value >= 0n;
  }
  if (value === undefined) fault(path, 'required', 'Required: whole minor units');
  else if (typeof value === 'number') fault(path, 'notWhole', 'Whole minor units as a bigint; never a float');
  else fault(path, 'wrongType', 'Whole minor units as a bigint');
  return false;
}

/** Notes a value that is no text of the length. */
export function checkText(value: unknown, limit: { min: number; max: number }, path: string, fault: Fault): void {
  if (value === undefined) {
    fault(path, 'required', 'Required');
    return;
  }
  if (typeof value !== 'string') {
    fault(path, 'wrongType', 'Text');
    return;
  }
  if (value.length < limit.min) fault(path, 'empty', 'Must not be empty');
  if (value.length > limit.max) fault(path, 'tooLong', `At most ${limit.max} characters`);
}

function decimalCode(error: MoneyError): IssueCode {
  switch (error.code) {
    case 'tooManyDecimals':
    case 'tooManyDigits':
      return error.code;
    case 'negativeDecimal':
      return 'negative';
    default:
      return 'malformedDecimal';
  }
}
