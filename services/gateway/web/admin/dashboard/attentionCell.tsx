import { BentoCell, Button, Link, Money, RelativeTime } from '@purser/ui';
import {
  BookX,
  ChevronRight,
  CirclePause,
  Clock,
  CreditCard,
  FileClock,
  FileX,
  HelpCircle,
  Landmark,
  MailX,
  OctagonAlert,
  Repeat,
  Scale,
  Undo2,
  Unplug,
  Webhook,
} from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { AttentionItemModel } from '../../../src/api/models/dashboard.ts';
import { routes, safeHref } from '../routes.ts';

const SIZE = 16;
const signs: Record<AttentionItemModel['kind'], { icon: ReactNode; act: string }> = {
  overdue: { icon: <Clock size={SIZE} />, act: 'Open' },
  declined: { icon: <CreditCard size={SIZE} />, act: 'Open' },
  autopay: { icon: <CreditCard size={SIZE} />, act: 'Look' },
  unknownAttempt: { icon: <HelpCircle size={SIZE} />, act: 'Look' },
  webhook: { icon: <Webhook size={SIZE} />, act: 'Replay' },
  alarm: { icon: <OctagonAlert size={SIZE} />, act: 'Look' },
  mail: { icon: <MailX size={SIZE} />, act: 'Send again' },
  mailServer: { icon: <MailX size={SIZE} />, act: 'Look' },
  accounting: { icon: <BookX size={SIZE} />, act: 'Mend' },
  review: { icon: <FileClock size={SIZE} />, act: 'Review' },
  recurring: { icon: <Repeat size={SIZE} />, act: 'Mend' },
  run: { icon: <CirclePause size={SIZE} />, act: 'Look' },
  refund: { icon: <Undo2 size={SIZE} />, act: 'Mend' },
  dispute: { icon: <Scale size={SIZE} />, act: 'Answer' },
  reconciliation: { icon: <Unplug size={SIZE} />, act: 'Decide' },
  payout: { icon: <Landmark size={SIZE} />, act: 'Look' },
  stripe: { icon: <CreditCard size={SIZE} />, act: 'Open' },
  lateFee: { icon: <FileX size={SIZE} />, act: 'Mend' },
};

const MOST = 5;

/** What waits for a person, each with the way to where it is dealt with. */
export function AttentionCell({ items }: { items: readonly AttentionItemModel[] }) {
  const [all, setAll] = useState(false);
  const shown = all ? items : items.slice(0, MOST);
  return (
    <BentoCell width={12} title={`Needs attention (${items.length})`} flush>
      <ul className="border-line border-t">
        {shown.map((item) => (
          <li key={item.id} className="border-line border-b last:border-b-0">
            <Item item={item} />
          </li>
        ))}
      </ul>
      {items.length > shown.length && (
        <div className="border-line border-t px-3 py-2">
          <Button variant="ghost" size="small" onClick={() => setAll(true)}>
            Show all {items.length}
          </Button>
        </div>
      )}
    </BentoCell>
  );
}

function Item({ item: { kind, title, detail, href, at, amount } }: { item: AttentionItemModel }) {
  const { icon, act } = signs[kind];
  return (
    <Link
      href={safeHref(href) ?? routes.commands}
      className="group flex items-center gap-3 px-4 py-2.5 no-underline hover:bg-hover focus-visible:-outline-offset-2 sm:px-5"
    >
      <span aria-hidden className={kind === 'overdue' ? 'shrink-0 text-red' : 'shrink-0 text-amber'}>
        {icon}
      </span>
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3">
        <span className="break-words font-medium">{title}</span>
        <span className="min-w-0 break-words text-ink-3">{detail}</span>
      </span>
      {at && <RelativeTime at={at} className="shrink-0 text-ink-3 text-xs max-sm:hidden" />}
      {amount && <Money amount={amount.amount} currency={amount.currency} className="shrink-0 font-medium" />}
      <span className="inline-flex shrink-0 items-center gap-0.5 text-brand-text text-sm max-sm:sr-only">
        {act}
        <ChevronRight aria-hidden size={14} />
      </span>
    </Link>
  );
}
