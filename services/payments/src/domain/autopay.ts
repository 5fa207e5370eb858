import { addDays, localDate, localTime } from '@purser/billing';

/** The run is at this hour in the tenant's zone. */
const run_hour = 2;

/** When the next run is: the coming two o'clock in the tenant's zone, never now. */
export function nextRun(now: Date, timeZone: string): Date {
  const today = localDate(now, timeZone);
  const at = localTime(today, run_hour, timeZone);
  return at > now ? at : localTime(addDays(today, 1), run_hour, timeZone);
}
