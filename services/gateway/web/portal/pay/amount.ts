/** What the payer chose: all that is due, or a part of it in minor units. */
export type Choice = { kind: 'all' } | { kind: 'part'; amount: number | null };

/** What is wrong with a part, in words; undefined when it can be paid. `text` writes minor units out. */
export function partProblem(
  { amount }: { amount: number | null },
  { due, least }: { due: number; least: number },
  text: (amount: number) => string,
): string | undefined {
  if (amount === null || amount <= 0) return 'Enter how much you want to pay now.';
  if (amount > due) return `At most ${text(due)} is due.`;
  if (amount < least) return `The least that can be paid by card is ${text(least)}.`;
  const rest = due - amount;
  if (rest > 0 && rest < least)
    return `That would leave ${text(rest)}, which is too little to pay by card. Pay all of it, or a little less.`;
  return undefined;
}
