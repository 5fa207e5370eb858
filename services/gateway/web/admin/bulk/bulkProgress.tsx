import { Button, Dialog, explainProblem, Progress } from '@purser/ui';
import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { type BulkResult, type BulkRun, bulk, countsOf } from './bulkRun.ts';

/** Work on many things: its counts and what came of each. It may be left; it then waits in the corner. */
export function BulkProgress() {
  const run = useSyncExternalStore(bulk.subscribe, bulk.shown);
  const [open, setOpen] = useState(false);
  const started = run?.started;
  useEffect(() => setOpen(started !== undefined), [started]);
  if (!run) return null;
  const { done, failed, total } = countsOf(run);
  const leave = () => {
    setOpen(false);
    bulk.close();
  };
  return (
    <>
      {!open && (
        <button
          type="button"
          onClick={() => setOpen(true)}
          className="motion-rise fixed right-4 bottom-18 z-30 w-64 rounded-lg bg-raised p-3 text-left shadow-float lg:bottom-4"
        >
          <Progress label={run.label} done={done} total={total} failed={failed} />
        </button>
      )}
      <Dialog
        open={open}
        onOpenChange={(next) => {
          if (!next) leave();
        }}
        title={run.label}
        description={
          run.ended ? summary(done - failed, failed) : 'You may leave this: it goes on while this tab is open.'
        }
        width="medium"
        footer={<Button onClick={leave}>{run.ended ? 'Close' : 'Leave it running'}</Button>}
      >
        <div className="flex flex-col gap-4">
          <Progress label={run.label} done={done} total={total} failed={failed} />
          <ul className="flex flex-col">
            {run.items.map((item) => (
              <Row key={item.id} name={item.name} result={run.results[item.id]} doing={`${run.doing} ${item.name}`} />
            ))}
          </ul>
        </div>
      </Dialog>
    </>
  );
}

function summary(worked: number, failed: number): string {
  if (failed === 0) return `All ${worked} worked.`;
  return `${worked} worked, ${failed} did not. What did not is as it was before.`;
}

function Row({ name, result, doing }: { name: string; result: BulkRun['results'][string] | undefined; doing: string }) {
  const { icon, text } = told(result, doing);
  return (
    <li className="flex gap-3 border-line border-b py-2 last:border-b-0">
      <span aria-hidden className="pt-0.5">
        {icon}
      </span>
      <span className="min-w-0 flex-1">
        <span className="block break-words font-medium">{name}</span>
        <span className="block break-words text-ink-2">{text}</span>
      </span>
    </li>
  );
}

function told(result: BulkResult | undefined, doing: string) {
  switch (result?.state) {
    case 'done':
      return { icon: <CircleCheck size={16} className="text-green" />, text: result.text };
    case 'failed': {
      const { happened, notDone } = explainProblem(result.error, doing);
      return { icon: <CircleAlert size={16} className="text-red" />, text: `${happened} ${notDone}` };
    }
    case 'running':
      return { icon: <LoaderCircle size={16} className="motion-turn text-brand-text" />, text: 'Under way' };
    default:
      return { icon: <CircleDashed size={16} className="text-ink-3" />, text: 'Waiting' };
  }
}
