import { Field, Switch, Textarea, toast, useSurroundings } from '@purser/ui';
import { useState } from 'react';
import type { RunBody, RunModel } from '../../../src/api/models/run.ts';
import { useChange } from '../../shared/api/changes.ts';
import { FormDialog } from '../forms/formDialog.tsx';
import { routes } from '../routes.ts';
import { invoicesText } from '../runs/runWords.ts';

export type BulkAct = 'issue' | 'send' | 'void';

/** Which invoices are meant: some by name, or all that a filter finds. */
export type BulkTarget =
  | { ids: readonly string[]; names: readonly string[] }
  | { filter: NonNullable<RunBody['filter']>; words: string };

const MOST_NAMED = 8;
const acts = {
  issue: {
    verb: 'Issue',
    follows: 'Each becomes a debt with a number and a date of today. It can be voided or credited later.',
  },
  send: { verb: 'Send', follows: 'Each is mailed to its customer once more, with a fresh link.' },
  void: {
    verb: 'Void',
    follows: 'Nothing is owed on them any more. This cannot be undone; their numbers stay used.',
  },
} as const;

/** Many at once are many debts or mails: what will be done to how many is said first. The server does it, watched on its own page. */
export function BulkDialog({ act, target, onClose }: { act: BulkAct; target: BulkTarget; onClose: () => void }) {
  const { verb, follows } = acts[act];
  const { navigate } = useSurroundings();
  const [send, setSend] = useState(true);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const what = 'ids' in target ? invoicesText(target.ids.length) : target.words;
  const change = useChange<RunBody, RunModel>(
    (body) => ({ method: 'POST', path: '/invoice-runs', body, intent: `${act} ${what}` }),
    () => ['/invoice-runs', '/panels/invoices'],
  );
  const missing = act === 'void' && reason.trim() === '';
  const submit = async () => {
    setTried(true);
    if (missing) return false;
    const begun = await change.run({
      kind: act,
      ...('ids' in target ? { ids: [...target.ids] } : { filter: target.filter }),
      ...(act === 'issue' && { send }),
      ...(act === 'void' && { reason: reason.trim() }),
    });
    toast(`Begun: ${verb.toLowerCase()} ${what}.`, { tone: 'success' });
    navigate?.(begun.kind === 'done' ? routes.run(begun.body.id) : routes.runs);
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`${verb} ${what}?`}
      description={follows}
      tone={act === 'void' ? 'danger' : 'normal'}
      submitLabel={act === 'issue' && send ? 'Issue and send' : verb}
      closeLabel="Keep as they are"
      doing={`${verb.toLowerCase()} ${what}`}
      startAtSubmit={act !== 'void'}
      onSubmit={submit}
    >
      {'ids' in target && <Names names={target.names} />}
      {act === 'issue' && <Switch label="Mail each to its customer at once" checked={send} onCheckedChange={setSend} />}
      {act === 'void' && (
        <Field
          label="Reason"
          hint="Kept in the history of each."
          error={tried && missing ? 'Say why they are taken back.' : undefined}
        >
          <Textarea
            autoFocus
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Field>
      )}
    </FormDialog>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return (
    <ul className="flex flex-col gap-1 text-ink-2 text-sm">
      {names.slice(0, MOST_NAMED).map((name, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: drafts share their names
        <li key={i} className="break-words">
          {name}
        </li>
      ))}
      {names.length > MOST_NAMED && <li>and {names.length - MOST_NAMED} more</li>}
    </ul>
  );
}
