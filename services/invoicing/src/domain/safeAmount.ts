import { fault } from '@purser/fault';

/**
 * A sum of minor units as a number for JSON. @throws Fault rejected when the number would not be exact: beyond 2^53 - 1
 * minor units, which single amounts never reach and sums of very many might.
 */
export function safeAmount(amount: bigint): number {
  const number = Number(amount);
  if (Number.isSafeInteger(number)) return number;
  throw fault('rejected', 'amount_out_of_range', 'A sum is too large to show exactly.');
}
