import {
  Button,
  Card,
  Checkbox,
  EmptyState,
  ErrorState,
  Field,
  Link,
  Notice,
  RelativeTime,
  Select,
  Skeleton,
  StatusBadge,
  toast,
} from '@purser/ui';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { CommandListModel, CommandSummaryModel } from '../../../src/api/models/command.ts';
import { useRead } from '../../shared/api/reads.ts';
import { routes } from '../routes.ts';
import { handlerText, serviceName, serviceOptions, shownStatus, statusOptions } from './serviceNames.ts';
import { Turner, useTrail } from './turner.tsx';
import { mayRetry, useRetry } from './useRetry.ts';

const keyOf = ({ id, handler }: CommandSummaryModel): string => `${id} ${handler}`;

/** Commands and reactions of all services, the newest first. */
export function CommandsList() {
  const [address, setAddress] = useSearchParams();
  const service = address.get('service') ?? '';
  const status = address.get('status') ?? '';
  const trail = useTrail(`${service} ${status}`);
  const query = { service: service || undefined, status: status || undefined, after: trail.cursor, limit: 25 };
  const { data, error, isPlaceholderData, refetch } = useRead<CommandListModel>('/commands', { query, keep: true });
  const set = (name: string, value: string) =>
    setAddress((before) => {
      if (value) before.set(name, value);
      else before.delete(name);
      return before;
    });
  return (
    <div className="flex flex-col gap-4">
      <div className="grid max-w-xl grid-cols-2 gap-3">
        <Field label="Service">
          <Select
            placeholder="All services"
            value={service}
            options={serviceOptions}
            onValueChange={(value) => set('service', value)}
          />
        </Field>
        <Field label="Status">
          <Select
            placeholder="Any status"
            value={status}
            options={statusOptions}
            onValueChange={(value) => set('status', value)}
          />
        </Field>
      </div>
      {data && data.missing.length > 0 && (
        <Notice tone="warning" title="Some services did not answer.">
          Commands of {data.missing.join(' and ')} are not listed just now.
        </Notice>
      )}
      {data ? (
        <>
          <Rows commands={data.data} dim={isPlaceholderData} filtered={service !== '' || status !== ''} />
          <Turner trail={trail} next={data.next} />
        </>
      ) : error ? (
        <ErrorState error={error} doing="load the commands" onRetry={() => void refetch()} />
      ) : (
        <ListSkeleton />
      )}
    </div>
  );
}

function Rows({
  commands,
  dim,
  filtered,
}: {
  commands: readonly CommandSummaryModel[];
  dim: boolean;
  filtered: boolean;
}) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const retry = useRetry();
  const retryable = commands.filter(mayRetry);
  const selected = retryable.filter((command) => chosen.has(keyOf(command)));
  const choose = (key: string, on: boolean) =>
    setChosen(new Set([...chosen].filter((each) => each !== key).concat(on ? [key] : [])));
  const run = (some: readonly CommandSummaryModel[]) => {
    if (retry(some)) setChosen(new Set());
    else toast('The work begun before has not ended yet. Nothing new was started.', { tone: 'danger' });
  };
  if (commands.length === 0) {
    return (
      <EmptyState
        title="Nothing here"
        text={filtered ? 'No command is in this state now.' : 'Whatever the services are asked appears here.'}
      />
    );
  }
  return (
    <Card flush className={dim ? 'opacity-60' : undefined}>
      {retryable.length > 0 && (
        <div className="flex min-h-12 flex-wrap items-center justify-between gap-3 border-line border-b px-4 py-2 sm:px-5">
          <Checkbox
            label={
              selected.length > 0
                ? `${selected.length} selected`
                : `Select all ${retryable.length} that can be tried again`
            }
            checked={selected.length === 0 ? false : selected.length === retryable.length ? true : 'indeterminate'}
            onCheckedChange={(on) => setChosen(new Set(on ? retryable.map(keyOf) : []))}
          />
          <Button size="small" disabled={selected.length === 0} onClick={() => run(selected)}>
            Try again
          </Button>
        </div>
      )}
      <ul>
        {commands.map((command) => (
          <CommandRow
            key={keyOf(command)}
            command={command}
            chosen={chosen.has(keyOf(command))}
            choosable={retryable.length > 0}
            onChoose={mayRetry(command) ? (on) => choose(keyOf(command), on) : undefined}
          />
        ))}
      </ul>
    </Card>
  );
}

type RowProps = {
  command: CommandSummaryModel;
  chosen: boolean;
  /** Whether any row of the list may be chosen, so that all start alike. */
  choosable: boolean;
  onChoose: ((on: boolean) => void) | undefined;
};

function CommandRow({ command, chosen, choosable, onChoose }: RowProps) {
  const { id, service, handler, kind, status, attempts, problem, waitsFor, updatedAt } = command;
  const name = handlerText(handler);
  return (
    <li className="flex items-start gap-3 border-line border-b px-4 py-2.5 last:border-b-0 sm:px-5">
      {choosable && (
        <span className="w-4 shrink-0 pt-0.5">
          {onChoose && <Checkbox hideLabel label={`Select ${name}`} checked={chosen} onCheckedChange={onChoose} />}
        </span>
      )}
      <span className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-6 gap-y-1">
        <span className="min-w-0 flex-1 basis-56">
          <Link href={routes.command(id)} className="font-medium hover:underline">
            {name}
          </Link>
          <span className="block break-words text-ink-3 text-xs">
            {serviceName(service)} · {kind}
            {attempts > 1 && ` · ${attempts} tries`}
            {waitsFor && ` · waits for ${waitsFor}`}
          </span>
          {problem && <span className="block break-words text-red text-xs">{problem.text}</span>}
        </span>
        <span className="flex shrink-0 items-center gap-3">
          <StatusBadge status={shownStatus(status, attempts)} />
          <RelativeTime at={updatedAt} className="text-ink-3 text-xs sm:w-24 sm:text-right" />
        </span>
      </span>
    </li>
  );
}

export function ListSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-px overflow-hidden rounded-lg border border-line">
      <p role="status" className="sr-only">
        Loading
      </p>
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="flex items-center justify-between gap-6 bg-surface px-5 py-4">
          <Skeleton className="w-1/3" />
          <Skeleton className="w-20" />
        </div>
      ))}
    </div>
  );
}
