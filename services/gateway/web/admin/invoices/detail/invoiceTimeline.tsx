import {
  Button,
  Card,
  ErrorState,
  Link,
  Money,
  Notice,
  Skeleton,
  StatusBadge,
  Timeline,
  type TimelineEntry,
  type Tone,
} from '@purser/ui';
import {
  Ban,
  Bell,
  BookOpen,
  Check,
  CircleSlash,
  Coins,
  CreditCard,
  Eye,
  FilePen,
  FileText,
  Hourglass,
  Layers,
  Mail,
  MessageCircle,
  Pencil,
  ReceiptText,
  Repeat,
  RotateCcw,
  Scale,
  Send,
  StickyNote,
  Trash2,
  Undo2,
  Wallet,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { TimelineEntryModel, TimelineModel } from '../../../../src/api/models/timeline.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { safeHref } from '../../routes.ts';

const looks: Record<TimelineEntryModel['kind'], { icon: ReactNode; tone: Tone }> = {
  drafted: { icon: <FilePen size={12} />, tone: 'neutral' },
  changed: { icon: <Pencil size={12} />, tone: 'neutral' },
  issued: { icon: <Send size={12} />, tone: 'info' },
  viewed: { icon: <Eye size={12} />, tone: 'neutral' },
  paymentAllocated: { icon: <Wallet size={12} />, tone: 'success' },
  creditApplied: { icon: <Coins size={12} />, tone: 'success' },
  credited: { icon: <ReceiptText size={12} />, tone: 'neutral' },
  refundAsked: { icon: <Undo2 size={12} />, tone: 'warning' },
  refunded: { icon: <Undo2 size={12} />, tone: 'success' },
  refundFailed: { icon: <X size={12} />, tone: 'danger' },
  refundRetried: { icon: <Repeat size={12} />, tone: 'neutral' },
  refundWithdrawn: { icon: <Coins size={12} />, tone: 'neutral' },
  refundSettled: { icon: <Undo2 size={12} />, tone: 'success' },
  paymentReversed: { icon: <RotateCcw size={12} />, tone: 'warning' },
  creditReversed: { icon: <RotateCcw size={12} />, tone: 'warning' },
  disputeOpened: { icon: <Scale size={12} />, tone: 'danger' },
  disputeWon: { icon: <Check size={12} />, tone: 'success' },
  disputeLost: { icon: <X size={12} />, tone: 'danger' },
  disputeClosed: { icon: <Check size={12} />, tone: 'neutral' },
  chasingResumed: { icon: <Bell size={12} />, tone: 'info' },
  writtenOff: { icon: <CircleSlash size={12} />, tone: 'neutral' },
  reopened: { icon: <RotateCcw size={12} />, tone: 'info' },
  recovered: { icon: <Coins size={12} />, tone: 'success' },
  noted: { icon: <StickyNote size={12} />, tone: 'info' },
  voided: { icon: <Ban size={12} />, tone: 'neutral' },
  revised: { icon: <FilePen size={12} />, tone: 'neutral' },
  sent: { icon: <Send size={12} />, tone: 'info' },
  accepted: { icon: <Check size={12} />, tone: 'success' },
  declined: { icon: <X size={12} />, tone: 'danger' },
  expired: { icon: <Hourglass size={12} />, tone: 'neutral' },
  withdrawn: { icon: <Ban size={12} />, tone: 'neutral' },
  superseded: { icon: <Layers size={12} />, tone: 'neutral' },
  converted: { icon: <FileText size={12} />, tone: 'success' },
  invoiceDiscarded: { icon: <Trash2 size={12} />, tone: 'neutral' },
  askedFor: { icon: <MessageCircle size={12} />, tone: 'info' },
  reminded: { icon: <Bell size={12} />, tone: 'warning' },
  lateFeeCharged: { icon: <Hourglass size={12} />, tone: 'warning' },
  lateFeeFor: { icon: <Hourglass size={12} />, tone: 'neutral' },
  recurred: { icon: <Repeat size={12} />, tone: 'neutral' },
  mail: { icon: <Mail size={12} />, tone: 'neutral' },
  attempt: { icon: <CreditCard size={12} />, tone: 'neutral' },
  accounting: { icon: <BookOpen size={12} />, tone: 'neutral' },
};

export function InvoiceTimeline({ invoiceId, onNote }: { invoiceId: string; onNote: (() => void) | undefined }) {
  return <TimelineCard path={`/invoices/${invoiceId}/timeline`} onNote={onNote} />;
}

/** What happened, the newest first, with who did it. A part that is away is named, and the rest stands. */
export function TimelineCard({ path, onNote }: { path: string; onNote?: (() => void) | undefined }) {
  const { data, error, refetch } = useRead<TimelineModel>(path);
  return (
    <Card
      title="Timeline"
      aside={
        onNote && (
          <Button size="small" onClick={onNote}>
            Add note
          </Button>
        )
      }
    >
      {data ? (
        <div className="flex flex-col gap-4">
          {data.missing.length > 0 && (
            <Notice tone="warning" title="Part of the story is missing.">
              Just now {data.missing.join(' and ')} did not answer. Nothing is lost; it appears when they do.
            </Notice>
          )}
          <Timeline entries={data.entries.map(shown).toReversed()} emptyText="Nothing has happened yet." />
        </div>
      ) : error ? (
        <ErrorState error={error} doing="load the timeline" onRetry={() => void refetch()} />
      ) : (
        <Waiting />
      )}
    </Card>
  );
}

/** An entry as the timeline shows it. */
export function shown(entry: TimelineEntryModel, at: number): TimelineEntry {
  const { kind, title, detail, actor, status, amount, href } = entry;
  const { icon, tone } = looks[kind];
  const target = safeHref(href);
  return {
    id: `${entry.at} ${at}`,
    at: entry.at,
    icon,
    tone: status === 'failed' ? 'danger' : tone,
    title: (
      <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
        {target ? (
          <Link href={target} className="min-w-0 break-words hover:underline">
            {title}
          </Link>
        ) : (
          <span className="min-w-0 break-words">{title}</span>
        )}
        {/* That something is in the books, its title says. */}
        {status && status !== 'pushed' && <StatusBadge status={status} />}
      </span>
    ),
    detail: (amount || detail) && (
      <>
        {amount && <Money amount={amount.amount} currency={amount.currency} className="block" />}
        {detail && <span className="block whitespace-pre-line break-words text-ink-3 text-xs">{detail}</span>}
      </>
    ),
    // A service's name says nothing to people: what it did, it did by itself.
    ...(actor && actor.kind !== 'service' && { by: actor.name }),
  };
}

function Waiting() {
  return (
    <div aria-busy className="flex flex-col gap-4">
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex gap-3">
          <Skeleton className="size-6 shrink-0 rounded-full" />
          <div className="flex flex-1 flex-col gap-1.5">
            <Skeleton className="w-3/4" />
            <Skeleton className="h-3 w-1/3" />
          </div>
        </div>
      ))}
    </div>
  );
}
