/** One mail tells of all that is raised within a while, and the next comes an hour later at the soonest. */
const gather_ms = 30_000;
const coolDown_ms = 3_600_000;
/** A mail takes nothing more in shortly before it is written. */
const closes_ms = 10_000;

export type Mailing = { mailingId: string; at: Date; isPlanned: boolean };

/** The mail that tells of an alarm which is raised now: the one that is planned, as long as it is open, or a new one. */
export function mailingFor(now: Date, newest: Mailing | undefined): { join: string } | { at: Date } {
  if (newest?.isPlanned && newest.at.getTime() - closes_ms > now.getTime()) return { join: newest.mailingId };
  const soon = now.getTime() + gather_ms;
  return { at: new Date(newest ? Math.max(soon, newest.at.getTime() + coolDown_ms) : soon) };
}

type Notice = { handler: string; reason: string };
const shown = 3;

/** What waits, in one line: the first few, and how many more. */
export function alarmWords(notices: readonly Notice[]): string {
  const told = notices.slice(0, shown).map(({ handler, reason }) => `${handler}: ${reason}`);
  const more = notices.length - told.length;
  return [...told, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** Of a mail about alarms that failed, no mail about alarms can tell: it would never end. */
const own = new Set(['noteAlarm', 'forwardAlarm', 'mailAlarms', 'tellOfAlarms'].map((name) => `notifications.${name}`));
export const isAboutAlarms = (handler: string): boolean =>
  own.has(handler.replace(/\.tellOfAlarms\w+$/, '.tellOfAlarms'));
