import { countryOfZone, usualRates } from '@purser/billing';
import { Badge, Button, Card, ErrorState, Menu, Notice, Skeleton } from '@purser/ui';
import { MoreHorizontal, Plus } from 'lucide-react';
import { useState } from 'react';
import type { TaxRateBody, TaxRateListModel, TaxRateModel } from '../../../src/api/models/taxRate.ts';
import type { TenantModel } from '../../../src/api/models/tenant.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { useCan } from '../session/useSession.ts';
import { EndRateDialog, RateDialog, type RateTask } from './rateDialogs.tsx';
import { daysOf, missingOf, rateName } from './rateWords.ts';

/** The rates that lines may bear, each with its days. What the country charges is offered, and taken only when asked for. */
export function TaxPart() {
  const rates = useRead<TaxRateListModel>('/tax-rates');
  const tenant = useRead<TenantModel>('/tenant');
  const error = rates.error ?? tenant.error;
  if (error && !(rates.data && tenant.data))
    return (
      <ErrorState
        error={error}
        doing="load your tax rates"
        onRetry={() => void Promise.all([rates.refetch(), tenant.refetch()])}
      />
    );
  if (rates.data && tenant.data) return <Loaded list={rates.data} tenant={tenant.data} />;
  return (
    <div aria-busy className="max-w-3xl">
      <Skeleton className="h-72" />
    </div>
  );
}

function Loaded({ list, tenant }: { list: TaxRateListModel; tenant: TenantModel }) {
  const mayBill = useCan('bill');
  const [task, setTask] = useState<RateTask>();
  const [ending, setEnding] = useState<TaxRateModel>();
  const current = list.data.filter(({ state }) => state !== 'ended');
  const ended = list.data.filter(({ state }) => state === 'ended');
  const row = (rate: TaxRateModel) => (
    <RateRow key={rate.id} rate={rate} mayBill={mayBill} onTask={setTask} onEnd={() => setEnding(rate)} />
  );
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <Card
        title="Tax rates"
        aside={
          mayBill && (
            <Button size="small" icon={<Plus aria-hidden size={14} />} onClick={() => setTask({ kind: 'new' })}>
              New rate
            </Button>
          )
        }
        flush
      >
        <p className="px-4 pb-3 text-ink-3 text-sm sm:px-5">
          Invoices are issued only under rates that are valid on their date. When the law changes a rate, let a new one
          take over from a day: what was billed stays as it was.
        </p>
        <ul className="border-line border-t">{current.map(row)}</ul>
        {current.length === 0 && (
          <p className="px-4 py-5 text-ink-3 sm:px-5">No rate is valid. Add one, or take a usual one below.</p>
        )}
        {ended.length > 0 && (
          <details className="border-line border-t">
            <summary className="cursor-pointer px-4 py-3 text-ink-3 text-sm hover:text-ink sm:px-5">
              {ended.length === 1 ? '1 ended rate' : `${ended.length} ended rates`}
            </summary>
            <ul className="border-line border-t">{ended.map(row)}</ul>
          </details>
        )}
      </Card>
      {mayBill && <Suggestions list={list} tenant={tenant} />}
      {task && <RateDialog task={task} onClose={() => setTask(undefined)} />}
      {ending && <EndRateDialog rate={ending} onClose={() => setEnding(undefined)} />}
    </div>
  );
}

type RowProps = { rate: TaxRateModel; mayBill: boolean; onTask: (task: RateTask) => void; onEnd: () => void };

function RateRow({ rate, mayBill, onTask, onEnd }: RowProps) {
  const days = daysOf(rate);
  return (
    <li className="flex items-center justify-between gap-4 border-line border-b px-4 py-2.5 last:border-b-0 sm:px-5">
      <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 break-words font-medium">{rateName(rate)}</span>
        {rate.inclusive && <span className="text-ink-3 text-sm">prices contain it</span>}
        {rate.state === 'notYet' && <Badge tone="info">To come</Badge>}
        {rate.state === 'ended' && <Badge>Ended</Badge>}
        {days && <span className="figures text-ink-3 text-xs">{days}</span>}
      </span>
      {mayBill && (
        <Menu
          align="end"
          trigger={
            <Button
              size="small"
              variant="ghost"
              aria-label={`What to do with ${rateName(rate)}`}
              icon={<MoreHorizontal aria-hidden size={16} />}
            />
          }
          items={[
            {
              id: 'change',
              label: rate.used ? 'Rename or change its days…' : 'Change…',
              onSelect: () => onTask({ kind: 'change', rate }),
            },
            { id: 'replace', label: 'Let a new rate take over…', onSelect: () => onTask({ kind: 'replace', rate }) },
            ...(rate.state === 'ended' ? [] : [{ id: 'end', label: 'End…', onSelect: onEnd }]),
          ]}
        />
      )}
    </li>
  );
}

/** What is usual where the tenant is at home, as far as it is not on the list. */
function Suggestions({ list, tenant }: { list: TaxRateListModel; tenant: TenantModel }) {
  const country = tenant.company?.address?.country ?? countryOfZone(tenant.timeZone);
  const missing = country ? missingOf(usualRates(country), list.data) : [];
  const add = useChange<TaxRateBody, TaxRateModel>(
    (body) => ({ method: 'POST', path: '/tax-rates', body, intent: `add ${rateName(body)}` }),
    () => ['/tax-rates'],
  );
  if (!country || missing.length === 0) return null;
  const name = new Intl.DisplayNames(['en-GB'], { type: 'region' }).of(country);
  const take = async (rate: TaxRateBody) => {
    try {
      sayOutcome(await add.run(rate), `${rateName(rate)} is added.`);
    } catch (error) {
      sayFailure(error, `add ${rateName(rate)}`);
    }
  };
  return (
    <Notice title={`Usual in ${name}, and not on your list`}>
      <span className="block pb-2">
        Add those that you charge. Whether they apply to what you sell is for you to know.
      </span>
      <span className="flex flex-wrap gap-2">
        {missing.map((rate) => (
          <Button
            key={rateName(rate)}
            size="small"
            icon={<Plus aria-hidden size={14} />}
            disabled={add.busy}
            onClick={() => void take(rate)}
          >
            {rateName(rate)}
          </Button>
        ))}
      </span>
    </Notice>
  );
}
