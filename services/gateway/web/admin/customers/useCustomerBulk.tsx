import { ConfirmDialog, Field, Input, type PanelView, toast } from '@purser/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { TagChange } from '../../../src/api/models/customer.ts';
import { useApi } from '../../shared/api/apiContext.tsx';
import type { Api } from '../../shared/api/client.ts';
import { change } from '../../shared/api/outcome.ts';
import { readAgain } from '../../shared/api/reads.ts';
import { type BulkItem, bulk } from '../bulk/bulkRun.ts';
import { FormDialog } from '../forms/formDialog.tsx';
import { tagsIn } from './customerForm.ts';

type Act = 'tag' | 'archive' | 'restore';
type Asked = { act: Act; items: readonly BulkItem[] };
const acts: readonly string[] = ['tag', 'archive', 'restore'] satisfies Act[];
const isAct = (id: string): id is Act => acts.includes(id);

/** What can be done to many customers at once: asked first, done one by one, told row by row. */
export function useCustomerBulk(view: PanelView | undefined) {
  const [asked, setAsked] = useState<Asked>();
  const api = useApi();
  const queries = useQueryClient();
  const onBulk = (actionId: string, rowIds: string[]) => {
    if (!isAct(actionId)) return;
    const items = rowIds.flatMap((id) => {
      const cell = view?.rows.find((row) => row.id === id)?.cells.customer;
      return cell?.kind === 'text' ? [{ id, name: cell.text }] : [];
    });
    setAsked({ act: actionId, items });
  };
  const begin = (label: string, doing: string, items: readonly BulkItem[], act: (id: string) => Promise<string>) => {
    const begun = bulk.start({
      label,
      doing,
      items,
      act: async ({ id }) => {
        try {
          return await act(id);
        } finally {
          await readAgain(queries, ['/panels/customers', `/customers/${id}`]);
        }
      },
    });
    if (!begun) toast('The work begun before has not ended yet. Nothing new was started.', { tone: 'danger' });
  };
  const close = () => setAsked(undefined);
  const dialogs = asked && <Dialogs asked={asked} api={api} begin={begin} onClose={close} />;
  return { onBulk, dialogs };
}

type Begin = (label: string, doing: string, items: readonly BulkItem[], act: (id: string) => Promise<string>) => void;
type Props = { asked: Asked; api: Api; begin: Begin; onClose: () => void };

function Dialogs({ asked: { act, items }, api, begin, onClose }: Props) {
  if (act === 'tag') return <TagDialog items={items} api={api} begin={begin} onClose={onClose} />;
  const archives = act === 'archive';
  const send = async (id: string) => {
    await change(api, 'POST', `/customers/${id}/${act}`);
    return archives ? 'Archived.' : 'Restored.';
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      verb={archives ? 'Archive' : 'Restore'}
      object={countOf(items)}
      consequence={
        archives
          ? 'Nothing new is billed to them. Open invoices stay payable, and they can be restored at any time.'
          : 'They may be billed again.'
      }
      onConfirm={() => begin(archives ? 'Archiving customers' : 'Restoring customers', act, items, send)}
    />
  );
}

function TagDialog({ items, api, begin, onClose }: Omit<Props, 'asked'> & { items: readonly BulkItem[] }) {
  const [add, setAdd] = useState('');
  const [remove, setRemove] = useState('');
  const body: TagChange = { add: tagsIn(add), remove: tagsIn(remove) };
  const isEmpty = tagsIn(add).length + tagsIn(remove).length === 0;
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Tag ${countOf(items)}`}
      submitLabel="Change tags"
      doing="change tags"
      disabled={isEmpty}
      onSubmit={async () => {
        begin('Tagging customers', 'tag', items, async (id) => {
          await change(api, 'POST', `/customers/${id}/tags`, { body });
          return 'Tagged.';
        });
        return true;
      }}
    >
      <Field label="Put on" required={false} hint="Separated by commas.">
        <Input autoFocus value={add} maxLength={400} onChange={(event) => setAdd(event.currentTarget.value)} />
      </Field>
      <Field label="Take off" required={false}>
        <Input value={remove} maxLength={400} onChange={(event) => setRemove(event.currentTarget.value)} />
      </Field>
    </FormDialog>
  );
}

const countOf = (items: readonly BulkItem[]): string =>
  items.length === 1 ? '1 customer' : `${items.length} customers`;
