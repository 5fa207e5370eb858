import type { LineInput } from '@purser/billing';
import type { Context } from '@purser/bus';
import { type FieldError, fault } from '@purser/fault';
import { rateFaults, ratesMentioned, ratesNamed, type StoredRate } from './domain/taxRates.ts';
import { lockUnused, ratesById } from './store/taxRates.ts';

type Lines = readonly Pick<LineInput, 'taxes'>[];
type Storing = Pick<Context, 'tx' | 'tenant'>;

/** What is written down may name only rates there are, as they are; on which days they hold is asked at issue. @throws Fault invalid */
export async function checkNamedRates(ctx: Storing, lines: Lines): Promise<void> {
  const errors = rateFaults(lines, await ratesById(ctx, ratesNamed(lines)));
  if (errors.length > 0) throw fault('invalid', 'invalid_input', 'The input was refused.', { errors });
}

/**
 * The tenant's rates that drafts mention, for the time of the transaction: those that no invoice names yet are locked, so that they
 * charge at the commit what they charge now.
 */
export async function ratesToIssue(ctx: Storing, documents: readonly string[]): Promise<Map<string, StoredRate>> {
  const mentioned = ratesMentioned(documents);
  if (mentioned.length > 0) await lockUnused(ctx, mentioned);
  return ratesById(ctx, mentioned);
}

/** What would keep these lines from being issued on a day. */
export async function rateFaultsOn(ctx: Storing, lines: Lines, day: string): Promise<FieldError[]> {
  return rateFaults(lines, await ratesById(ctx, ratesNamed(lines)), day);
}

/**
 * What leaves the house is charged under rates that hold on its day.
 * @throws Fault rejected `tax_rate_ended`, `tax_rate_changed`, `tax_rate_unknown`, with the paths of the lines
 */
export function checkRatesOn(lines: Lines, rates: ReadonlyMap<string, StoredRate>, issuedOn: string): void {
  const errors = rateFaults(lines, rates, issuedOn);
  const [first] = errors;
  if (first) throw fault('rejected', first.code, `This cannot be issued: ${first.message}`, { errors });
}
