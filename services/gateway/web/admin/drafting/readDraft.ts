import type { Draft } from './draft.ts';

/** Checks what this browser kept of a draft. What an older page wrote and does not fit is refused. */
export function readDraft(stored: unknown): Draft | undefined {
  return isDraft(stored) ? stored : undefined;
}

function isDraft(value: unknown): value is Draft {
  if (!isRecord(value)) return false;
  const { customer, currency, lines, discount, poNumber, note, termsDays } = value;
  const texts = [currency, poNumber, note, termsDays].every((text) => typeof text === 'string');
  return (
    texts &&
    isCustomer(customer) &&
    isDiscount(discount) &&
    Array.isArray(lines) &&
    lines.length > 0 &&
    lines.every(isLine)
  );
}

function isCustomer(value: unknown): boolean {
  return (
    value === null ||
    (isRecord(value) && typeof value.id === 'string' && typeof value.name === 'string' && 'address' in value)
  );
}

function isLine(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const { id, description, quantity, unitAmount, discount, taxes } = value;
  return (
    [id, description, quantity].every((text) => typeof text === 'string') &&
    (unitAmount === null || Number.isSafeInteger(unitAmount)) &&
    isDiscount(discount) &&
    Array.isArray(taxes) &&
    taxes.every((tax) => isRecord(tax) && typeof tax.id === 'string' && typeof tax.percent === 'string')
  );
}

function isDiscount(value: unknown): boolean {
  if (!isRecord(value)) return false;
  if (value.kind === 'none') return true;
  if (value.kind === 'percent') return typeof value.percent === 'string';
  return value.kind === 'amount' && (value.amount === null || Number.isSafeInteger(value.amount));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
