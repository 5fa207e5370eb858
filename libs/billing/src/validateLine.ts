import { PERCENT, QUANTITY, UNIT_PRICE } from '@purser/money';
import { WHOLE } from './amounts.ts';
import { checkAmount, checkText, type Fault, isRecord, readDecimal } from './faultList.ts';
import { MAX_DESCRIPTION_LENGTH, MAX_ID_LENGTH } from './invoiceInput.ts';
import { checkTaxes } from './validateTax.ts';

export function checkLine(line: unknown, path: string, fault: Fault): void {
  if (!isRecord(line)) {
    fault(path, 'wrongType', 'A line is an object');
    return;
  }
  checkText(line.id, { min: 1, max: MAX_ID_LENGTH }, `${path}.id`, fault);
  checkText(line.description, { min: 0, max: MAX_DESCRIPTION_LENGTH }, `${path}.description`, fault);
  const quantity = readDecimal(line.quantity, QUANTITY, `${path}.quantity`, fault);
  if (quantity === 0n) fault(`${path}.quantity`, 'notPositive', 'Must be above zero');
  checkPrice(line, path, fault);
  checkDiscount(line.discount, `${path}.discount`, fault);
  checkTaxes(line.taxes, `${path}.taxes`, fault);
}

/** A discount is absent, or has exactly one of percent and amount. */
export function checkDiscount(discount: unknown, path: string, fault: Fault): void {
  if (discount === undefined) return;
  if (!isRecord(discount) || 'percent' in discount === 'amount' in discount) {
    fault(path, 'wrongType', 'A discount has either a percent or an amount');
    return;
  }
  if ('amount' in discount) {
    checkAmount(discount.amount, `${path}.amount`, fault);
    return;
  }
  const percent = readDecimal(discount.percent, PERCENT, `${path}.percent`, fault);
  if (percent !== undefined && percent > WHOLE) fault(`${path}.percent`, 'tooLarge', 'At most 100 percent');
}

function checkPrice(line: Record<string, unknown>, path: string, fault: Fault): void {
  const { unitAmount, unitAmountDecimal } = line;
  const isAmount = checkAmount(unitAmount, `${path}.unitAmount`, fault);
  if (unitAmountDecimal === undefined) return;
  const price = readDecimal(unitAmountDecimal, UNIT_PRICE, `${path}.unitAmountDecimal`, fault);
  if (price === undefined || !isAmount) return;
  if (price / 10n ** BigInt(UNIT_PRICE.scale) !== unitAmount) {
    fault(`${path}.unitAmount`, 'unitAmountMismatch', 'Must be the whole part of unitAmountDecimal');
  }
}
