/** Whether the amounts of each currency add up to zero, as the books always must. */
export function addsUpToZero(amounts: readonly { currency: string; amount: bigint }[]): boolean {
  const left = new Map<string, bigint>();
  for (const { currency, amount } of amounts) left.set(currency, (left.get(currency) ?? 0n) + amount);
  return [...left.values()].every((amount) => amount === 0n);
}
