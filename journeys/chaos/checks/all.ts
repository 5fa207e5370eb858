import type { Snapshot } from '../snapshot/snapshot.ts';
import { bookChecks } from './books.ts';
import { chargedAway, notOvercharged } from './charged.ts';
import type { Check, Finding } from './check.ts';
import { commandsAnswered, commandsOnce, refusalsAreRules } from './commands.ts';
import { nothingFell, paymentsFinished } from './endings.ts';
import { disputesKnown, refundsInBooks, refundsMatch, refundsOnce, refundsUnderOneKey } from './goingBack.ts';
import { feesKnown, journalBalances, journalEqualsStripe, journalIsWhole } from './journal.ts';
import { mailChecks } from './mail.ts';
import { everythingSent, nothingUnfinished, reactionsOnce } from './messages.ts';
import {
  attemptsEnded,
  capturedIsAccountedFor,
  chargedOnce,
  holdsEnded,
  invoicesNotOverpaid,
  oneIntentPerAttempt,
  paymentsMatchCharges,
} from './money.ts';
import { numbersGapless } from './numbers.ts';
import { proved } from './proved.ts';

/** All that must hold once a run has come to rest, by name. */
export const checks = {
  capturedIsAccountedFor,
  invoicesNotOverpaid,
  chargedOnce,
  notOvercharged,
  chargedAway,
  oneIntentPerAttempt,
  paymentsMatchCharges,
  refundsMatch,
  refundsOnce,
  refundsUnderOneKey,
  refundsInBooks,
  disputesKnown,
  attemptsEnded,
  holdsEnded,
  commandsAnswered,
  commandsOnce,
  refusalsAreRules,
  paymentsFinished,
  journalBalances,
  journalEqualsStripe,
  journalIsWhole,
  feesKnown,
  proved,
  numbersGapless,
  ...mailChecks,
  ...bookChecks,
  everythingSent,
  reactionsOnce,
  nothingUnfinished,
  nothingFell,
} satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;
export type Verdict = { name: CheckName; promise: string } & Finding;

export function judge(snapshot: Snapshot): Verdict[] {
  const names = Object.keys(checks) as CheckName[];
  return names.map((name) => ({ name, promise: checks[name].promise, ...checks[name].find(snapshot) }));
}
