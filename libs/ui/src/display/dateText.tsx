import { useSurroundings } from '../theme/surroundings.tsx';
import { dayText, instantText } from './dates.ts';

export type DateTextProps = (
  | {
      /** A calendar day, `YYYY-MM-DD`: the same day wherever it is read. */
      date: string | null;
      at?: undefined;
    }
  | {
      /** An instant, RFC 3339: shown in the tenant's zone. */
      at: string | null;
      date?: undefined;
    }
) & { withTime?: boolean; className?: string };

/** A day or an instant, as people of the locale write it; a dash where there is none. */
export function DateText({ date, at, withTime = true, className }: DateTextProps) {
  const { locale, timeZone } = useSurroundings();
  const value = date ?? at;
  if (!value) return <span className="text-ink-3">–</span>;
  return (
    <time dateTime={value} className={`figures whitespace-nowrap ${className ?? ''}`}>
      {date ? dayText(date, locale) : instantText(value, locale, timeZone, withTime)}
    </time>
  );
}
