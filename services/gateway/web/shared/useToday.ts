import { localDate } from '@purser/billing';
import { useSurroundings } from '@purser/ui';

/** Today where the tenant is, or, where that is not known, where the reader is. */
export function useToday(): string {
  const { now, timeZone } = useSurroundings();
  return localDate(now(), timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone);
}
