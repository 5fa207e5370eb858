import { fastTuning } from '@purser/bus';
import type { Verdict } from '../checks/all.ts';
import type { BookFigures } from '../checks/books.ts';
import type { MailFigures } from '../checks/mail.ts';
import type { Killed } from '../kills/strike.ts';
import type { Asked } from '../paying/asking.ts';
import type { Journey } from '../paying/payAll.ts';
import type { Trouble } from '../plan/troubles.ts';
import type { Rest } from '../quiet/untilQuiet.ts';

export type Told = {
  seed: string;
  payments: number;
  killed: readonly Killed[];
  troubles: readonly Trouble[];
  verdicts: readonly Verdict[];
  rests: readonly Rest[];
  asked: readonly Asked[];
  journeys: readonly Pick<Journey, 'plan' | 'took_ms'>[];
  mails: MailFigures;
  books: BookFigures;
  /** What the time went into. */
  phases: Readonly<Record<string, number>>;
  took_ms: number;
};

const shown = 8;

/** How many things are not as they must be; a run that did not come to rest is one of them. */
export function breachesOf({ verdicts, rests }: Pick<Told, 'verdicts' | 'rests'>): number {
  const offences = verdicts.reduce((sum, { offenders }) => sum + offenders.length, 0);
  return offences + rests.filter(({ isQuiet }) => !isQuiet).length;
}

/** The times of the fast profile, in which all of this happens. */
export function profileLine(): string {
  const { lease_ms, backoffBase_ms, backoffCap_ms, attempts, sweep_ms, outboxGrace_ms, ackWait_ms, parkCap_ms } =
    fastTuning;
  return (
    `fast profile: lease ${lease_ms} ms, backoff ${backoffBase_ms} to ${backoffCap_ms} ms, ${attempts} attempts, sweep every ` +
    `${sweep_ms} ms, outbox grace ${outboxGrace_ms} ms, redelivery after ${ackWait_ms} ms, parked at most ${parkCap_ms} ms`
  );
}

/** A line for what died together. */
export function killedLine(killed: readonly Killed[]): string {
  const names = killed.map(({ victim }) => victim).join(' and ');
  return `${seconds(killed[0]?.at_ms ?? 0).padStart(9)}  killed ${names}`;
}

/** A line for what went wrong outside. */
export function troubleLine({ kind, times, doing = '' }: Trouble): string {
  return `${' '.repeat(9)}  ${kind}${times > 1 ? `, ${times} times` : ''} ${doing}`.trimEnd();
}

export function reportLines(told: Told): string[] {
  const { verdicts, rests } = told;
  return [
    '',
    asking(told.asked),
    mailLine(told.mails),
    bookLine(told.books),
    ...rests.map(restLine),
    '',
    ...verdicts.flatMap(verdictLines),
    '',
    wayLine(told.journeys),
    phaseLine(told.phases),
    `seed ${told.seed}: ${told.payments} payments, ${told.killed.length} kills, ${breachesOf(told)} breaches, ${seconds(told.took_ms)}`,
  ];
}

/** The object of `--json`. */
export function reportJson(told: Told): Record<string, unknown> {
  return {
    seed: told.seed,
    payments: told.payments,
    kills: told.killed.length,
    troubles: told.troubles.length,
    breaches: breachesOf(told),
    quiet: told.rests.every(({ isQuiet }) => isQuiet),
    took_ms: Math.round(told.took_ms),
    phases_ms: Object.fromEntries(Object.entries(told.phases).map(([phase, ms]) => [phase, Math.round(ms)])),
    ways_ms: waysOf(told.journeys),
    mails: told.mails,
    books: told.books,
    ...Object.fromEntries(
      told.verdicts.map(({ name, looked, offenders }) => [
        name,
        {
          looked,
          breaches: offenders.length,
          ...(offenders.length > 0 ? { offenders: offenders.slice(0, shown) } : {}),
        },
      ]),
    ),
  };
}

function asking(asked: readonly Asked[]): string {
  const tries = asked.reduce((sum, one) => sum + one.tries, 0);
  const refused = asked.filter(({ answer }) => answer && answer.status !== 'done').length;
  const reasons = new Map<string, number>();
  for (const { put_off } of asked)
    for (const [why, count] of Object.entries(put_off)) reasons.set(why, (reasons.get(why) ?? 0) + count);
  const told = [...reasons].map(([why, count]) => `${why} ${count}`).join(', ');
  return `${asked.length} commands asked ${tries} times; ${refused} refused by rules; put off: ${told || 'never'}`;
}

function mailLine({ sent, extra_copies, tried_again, dropped, ahead }: MailFigures): string {
  return (
    `${sent} mails sent, ${tried_again} of them after more than one try, with ${extra_copies} copies that came again; ` +
    `${dropped} dropped as there was nothing left to say; ${ahead} about failed payments are still ahead`
  );
}

function bookLine({ contacts, invoices, payments, put_off, stuck }: BookFigures): string {
  return `in the books: ${contacts} contacts, ${invoices} invoices, ${payments} payments; put off ${put_off} times; ${stuck} not there`;
}

/** How long each way of paying takes from the draft to the end, the middle one of those that went it, the longest way first. */
function waysOf(journeys: Told['journeys']): Record<string, number> {
  const times = Map.groupBy(journeys, ({ plan }) => plan.way);
  const middle = [...times].map(([way, of]): [string, number] => {
    const sorted = of.map(({ took_ms }) => took_ms).sort((a, b) => a - b);
    return [way, sorted[Math.floor(sorted.length / 2)] ?? 0];
  });
  return Object.fromEntries(middle.sort(([, a], [, b]) => b - a));
}

function wayLine(journeys: Told['journeys']): string {
  const all = Object.entries(waysOf(journeys)).map(([way, ms]) => `${way} ${seconds(ms)}`);
  return `ways, each in the middle: ${all.join(', ')}`;
}

function phaseLine(phases: Told['phases']): string {
  const all = Object.entries(phases).map(([phase, ms]) => `${phase} ${seconds(ms)}`);
  return `time: ${all.join(', ')}`;
}

function restLine({ isQuiet, took_ms, left }: Rest): string {
  if (isQuiet) return `quiet after ${seconds(took_ms)}`;
  const what = Object.entries(left).map(([name, count]) => `${name}: ${count}`);
  return `NOT QUIET after ${seconds(took_ms)}: ${what.join(', ')}`;
}

function verdictLines({ promise, looked, offenders }: Verdict): string[] {
  const mark = offenders.length === 0 ? '✓' : '✗';
  const more = offenders.length > shown ? [`      and ${offenders.length - shown} more`] : [];
  return [
    `  ${mark} ${String(looked).padStart(6)}  ${promise}${offenders.length > 0 ? `: ${offenders.length} offenders` : ''}`,
    ...offenders.slice(0, shown).map((offender) => `      ${offender}`),
    ...more,
  ];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
