import { dayText, instantText } from '../display/dates.ts';
import { DateText } from '../display/dateText.tsx';
import { Money, moneyText } from '../display/money.tsx';
import { RelativeTime } from '../display/relativeTime.tsx';
import { StatusBadge } from '../display/statusBadge.tsx';
import { statusOf } from '../display/statuses.ts';
import { type Surroundings, useSurroundings } from '../theme/surroundings.tsx';
import type { Cell } from './view.ts';

const NO_NAME = 'No name';

/** A cell as people read it. */
export function CellView({ cell }: { cell: Cell | undefined }) {
  const { locale } = useSurroundings();
  if (!cell) return <span className="text-ink-3">–</span>;
  switch (cell.kind) {
    case 'text':
      if (cell.text === '' && !cell.secondary) return <span className="text-ink-3">–</span>;
      return (
        <>
          <span className="block truncate">{cell.text}</span>
          {cell.secondary && <span className="block truncate font-normal text-ink-3 text-xs">{cell.secondary}</span>}
        </>
      );
    case 'money':
      return <Money amount={cell.amount} currency={cell.currency} />;
    case 'date':
      return <DateText date={cell.date} />;
    case 'instant':
      return cell.at ? <RelativeTime at={cell.at} className="whitespace-nowrap" /> : <DateText at={null} />;
    case 'status':
      return <StatusBadge status={cell.status} />;
    case 'count':
      return <span className="figures">{cell.count.toLocaleString(locale)}</span>;
    case 'customer':
      return <span className={cell.name ? 'block truncate' : 'text-ink-3'}>{cell.name ?? NO_NAME}</span>;
  }
}

/** A cell as plain text, for labels. */
export function cellText(
  cell: Cell | undefined,
  { locale, timeZone }: Pick<Surroundings, 'locale' | 'timeZone'>,
): string {
  if (!cell) return '';
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'money':
      return moneyText(cell.amount, cell.currency, locale);
    case 'date':
      return cell.date ? dayText(cell.date, locale) : '';
    case 'instant':
      return cell.at ? instantText(cell.at, locale, timeZone) : '';
    case 'status':
      return statusOf(cell.status).word;
    case 'count':
      return cell.count.toLocaleString(locale);
    case 'customer':
      return cell.name ?? NO_NAME;
  }
}
