import { Button, Card, CopyText, DateText, FactList, Notice, PageHeader, toast } from '@purser/ui';
import { RotateCw } from 'lucide-react';
import type { CommandModel } from '../../../src/api/models/command.ts';
import { useRead } from '../../shared/api/reads.ts';
import { Awaited } from '../awaited.tsx';
import { routes } from '../routes.ts';
import { useCan } from '../session/useSession.ts';
import { useTitle } from '../useTitle.ts';
import { handlerText, serviceName, shownStatus } from './serviceNames.ts';
import { mayRetry, useRetry } from './useRetry.ts';

const SOON_MS = 2_000;
const final: readonly CommandModel['status'][] = ['done', 'rejected', 'failed'];

/** One command: what was asked, what came of it, and why not. */
export function CommandPage({ commandId }: { commandId: string }) {
  const {
    data: command,
    error,
    refetch,
  } = useRead<CommandModel>(`/commands/${commandId}`, {
    refetchEvery_ms: (known) => (known && final.includes(known.status) ? false : SOON_MS),
  });
  useTitle(command ? handlerText(command.handler) : 'Command');
  if (command) return <Loaded command={command} />;
  return (
    <Awaited
      error={error}
      doing="load the command"
      onRetry={() => void refetch()}
      all={{ href: routes.commands, label: 'All commands' }}
      sizes={['h-7 w-64', 'h-56']}
    />
  );
}

function Loaded({ command }: { command: CommandModel }) {
  const { id, service, handler, status, attempts, problem, createdAt, updatedAt, payload, result } = command;
  const retry = useRetry();
  const mayOperate = useCan('operate');
  const canRetry = status !== 'accepted' && mayRetry({ id, service, handler, status });
  const run = () => {
    if (status === 'accepted' || retry([{ id, service, handler, status }])) return;
    toast('The work begun before has not ended yet. Nothing new was started.', { tone: 'danger' });
  };
  return (
    <>
      <PageHeader
        back={{ href: routes.commands, label: 'Operations' }}
        title={handlerText(handler)}
        status={shownStatus(status, attempts)}
        subtitle={serviceName(service)}
        action={
          canRetry &&
          mayOperate && (
            <Button variant="primary" icon={<RotateCw aria-hidden size={16} />} onClick={run}>
              Try again
            </Button>
          )
        }
      />
      {problem && (
        <Notice tone={status === 'retrying' ? 'warning' : 'danger'} className="mb-5" title={problem.text}>
          <span className="font-mono text-xs">{problem.code}</span>
        </Notice>
      )}
      <div className="grid min-w-0 items-start gap-5 lg:grid-cols-2">
        <Card title="Facts">
          <FactList
            facts={[
              { label: 'Id', value: <CopyText text={id} label="the command’s id" /> },
              { label: 'Tries', value: status === 'done' ? attempts + 1 : attempts },
              { label: 'Asked', value: <DateText at={createdAt} /> },
              { label: 'Last changed', value: <DateText at={updatedAt} /> },
            ]}
          />
        </Card>
        <div className="flex min-w-0 flex-col gap-5">
          <Json
            title="What was asked"
            value={payload}
            emptyText="It is no longer kept: what is done needs no repeating."
          />
          <Json title="What came of it" value={result} emptyText="Nothing yet." />
        </div>
      </div>
    </>
  );
}

function Json({ title, value, emptyText }: { title: string; value: unknown; emptyText: string }) {
  return (
    <Card title={title}>
      {value === undefined || value === null ? (
        <p className="text-ink-3">{emptyText}</p>
      ) : (
        // What can be scrolled must be reached by the keyboard.
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as said
        <section tabIndex={0} aria-label={title} className="max-h-96 overflow-auto rounded-md bg-sunken p-3">
          <pre className="font-mono text-xs leading-5">{JSON.stringify(value, null, 2)}</pre>
        </section>
      )}
    </Card>
  );
}
