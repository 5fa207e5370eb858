import { addDays, type DunningPolicy, type DunningStep, dunningTimeline, localDate } from '@purser/billing';
import { Card, DateText, useSurroundings } from '@purser/ui';
import { CalendarClock, CreditCard, Flag, Mail } from 'lucide-react';
import type { DunningPolicyModel } from '../../../../src/api/models/dunning.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';

type Day = { key: string; on: string; words: string; detail?: string; icon: typeof Mail; tone: string };

type Props = { policy: DunningPolicy; isWrong: boolean; chargeAt: DunningPolicyModel['chargeAt']; tenant: TenantModel };

/** What becomes of an invoice of today whose card the bank refuses each time: reckoned by the code that will do it. */
export function TimelinePreview({ policy, isWrong, chargeAt, tenant }: Props) {
  const { now } = useSurroundings();
  const issuedOn = localDate(now(), tenant.timeZone);
  const dueOn = addDays(issuedOn, tenant.termsDays);
  const firstOn = chargeAt === 'issue' ? issuedOn : dueOn;
  const quiet = { icon: CalendarClock, tone: 'text-ink-3' };
  const days: Day[] = isWrong
    ? []
    : [
        { key: 'issued', on: issuedOn, words: 'Issued', ...quiet },
        { key: 'due', on: dueOn, words: 'Due', ...quiet },
        ...dunningTimeline(policy, firstOn).map(dayOf),
      ].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  return (
    <Card title="If no try works">
      <p className="pb-3 text-ink-3 text-sm">
        An invoice of today on {tenant.termsDays} days, by a customer who pays automatically. Tries are made at 2:00,{' '}
        {tenant.timeZone.replaceAll('_', ' ')}.
      </p>
      {isWrong && <p className="text-ink-3 text-sm">Once the days on the left are right, you see here what happens.</p>}
      <ol aria-live="polite" className="flex flex-col">
        {days.map(({ key, on, words, detail, icon: Icon, tone }) => (
          <li key={key} className="relative flex gap-3 pb-4 last:pb-0">
            <span aria-hidden className="absolute top-6 bottom-0 left-3 w-px bg-line last:hidden" />
            <span aria-hidden className={`grid size-6 shrink-0 place-items-center rounded-full bg-sunken ${tone}`}>
              <Icon size={12} />
            </span>
            <span className="min-w-0">
              <span className="block text-sm">{words}</span>
              <span className="block text-ink-3 text-xs">
                <DateText date={on} />
                {detail && ` · ${detail}`}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function dayOf(step: DunningStep): Day {
  const { on, what } = step;
  switch (what) {
    case 'try':
      return {
        ...{ key: `try ${step.try}`, on, icon: CreditCard, tone: 'text-brand-text' },
        words: step.try === 1 ? 'First try' : `Try ${step.try}`,
        detail: 'the customer is told how it went',
      };
    case 'lastNotice':
      return { key: what, on, words: 'Last notice', detail: 'a mail to the customer', icon: Mail, tone: 'text-amber' };
    case 'writeOff':
      return { key: what, on, words: 'Written off', detail: 'staff are told', icon: Flag, tone: 'text-red' };
    case 'leave':
      return {
        key: what,
        on,
        words: 'Left to staff',
        detail: 'on the dashboard, with a mail',
        icon: Flag,
        tone: 'text-red',
      };
  }
}
