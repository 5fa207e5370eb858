import { PERCENT } from '@purser/money';
import { checkText, type Fault, isRecord, readDecimal } from './faultList.ts';
import { MAX_ID_LENGTH, MAX_TAXES_PER_LINE } from './invoiceInput.ts';

const TAX_KINDS: readonly unknown[] = ['standard', 'reverseCharge', 'exempt', undefined];

export function checkTaxes(taxes: unknown, path: string, fault: Fault): void {
  if (!Array.isArray(taxes)) {
    fault(path, taxes === undefined ? 'required' : 'wrongType', 'A list of tax rates');
    return;
  }
  if (taxes.length > MAX_TAXES_PER_LINE) {
    fault(path, 'tooMany', `A line has at most ${MAX_TAXES_PER_LINE} tax rates`);
    return;
  }
  const seen = new Set<unknown>();
  for (const [index, rate] of taxes.entries()) {
    checkRate(rate, `${path}.${index}`, fault);
    if (!isRecord(rate)) continue;
    if (seen.has(rate.id)) fault(`${path}.${index}.id`, 'duplicate', 'The line has this rate already');
    seen.add(rate.id);
  }
}

/** One id means one rate throughout an invoice; otherwise the totals per rate would mix two. */
export function checkRates(lines: readonly unknown[], fault: Fault): void {
  const byId = new Map<unknown, string>();
  for (const [lineIndex, line] of lines.entries()) {
    if (!isRecord(line) || !Array.isArray(line.taxes)) continue;
    for (const [index, rate] of line.taxes.entries()) {
      if (!isRecord(rate)) continue;
      const meaning = JSON.stringify([rate.name, rate.percent, rate.inclusive, rate.kind ?? 'standard'], textOfBigint);
      const earlier = byId.get(rate.id);
      if (earlier === undefined) byId.set(rate.id, meaning);
      else if (earlier !== meaning) {
        fault(`lines.${lineIndex}.taxes.${index}`, 'rateConflict', 'An earlier line gives this id another meaning');
      }
    }
  }
}

function checkRate(rate: unknown, path: string, fault: Fault): void {
  if (!isRecord(rate)) {
    fault(path, 'wrongType', 'A tax rate is an object');
    return;
  }
  checkText(rate.id, { min: 1, max: MAX_ID_LENGTH }, `${path}.id`, fault);
  checkText(rate.name, { min: 1, max: MAX_ID_LENGTH }, `${path}.name`, fault);
  readDecimal(rate.percent, PERCENT, `${path}.percent`, fault);
  if (typeof rate.inclusive !== 'boolean') fault(`${path}.inclusive`, 'wrongType', 'true or false');
  if (!TAX_KINDS.includes(rate.kind)) {
    fault(`${path}.kind`, 'unknownOption', 'One of standard, reverseCharge, exempt');
  }
}

/** JSON cannot write a bigint; a rate that holds one by mistake has been noted by then. */
function textOfBigint(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
