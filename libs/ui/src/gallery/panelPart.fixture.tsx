import { Download, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button, ButtonLink } from '../buttons/button.tsx';
import { PageHeader } from '../display/pageHeader.tsx';
import { ConfirmDialog } from '../feedback/confirmDialog.tsx';
import { toast } from '../feedback/toasts.ts';
import { Panel } from '../panel/panel.tsx';
import { currentCursor, readPanelState, writePanelState } from '../panel/state.ts';
import { invoicePage } from './invoices.fixture.ts';
import { Shell } from './shellPart.fixture.tsx';

/** `case` in the address: `loading`, `error`, `stale`, `empty`; without it, invoices. */
export function PanelPart() {
  const [address, setAddress] = useState(location.search);
  useEffect(() => {
    const read = () => setAddress(location.search);
    addEventListener('popstate', read);
    return () => removeEventListener('popstate', read);
  }, []);
  const params = new URLSearchParams(address);
  const state = readPanelState(params);
  const kind = params.get('case');
  const [voiding, setVoiding] = useState<string | null>(null);
  const [done, setDone] = useState('');
  const view =
    kind === 'loading' || kind === 'error'
      ? undefined
      : invoicePage(state.filter, state.search, currentCursor(state), kind === 'empty');
  const problem = {
    title: 'Service unavailable',
    status: 503,
    code: 'unavailable',
    detail: 'Invoicing did not answer in time.',
  };
  return (
    <Shell current="/invoices">
      <PageHeader
        title="Invoices"
        action={
          <ButtonLink variant="primary" href="/invoices/new" icon={<Plus size={16} />}>
            New invoice
          </ButtonLink>
        }
      />
      <Panel
        view={view}
        loading={kind === 'loading'}
        error={kind === 'error' || kind === 'stale' ? problem : undefined}
        state={state}
        onState={(next) => {
          history.pushState(null, '', `?${writePanelState(next, params)}`);
          setAddress(location.search);
        }}
        onRetry={() => setDone('retry')}
        onAction={(action, row) => (action === 'void' ? setVoiding(row.id) : setDone(`${action} ${row.id}`))}
        onBulk={(action, ids) => {
          setDone(`${action} ${ids.join(',')}`);
          toast(`${ids.length} invoices sent`, { tone: 'success', undo: () => setDone('undone') });
        }}
        toolbar={<Button icon={<Download aria-hidden size={16} />}>Export</Button>}
      />
      <output data-done className="sr-only">
        {done} {location.pathname}
      </output>
      <ConfirmDialog
        open={voiding !== null}
        onOpenChange={(open) => !open && setVoiding(null)}
        verb="Void"
        object={`invoice ${voiding}`}
        tone="danger"
        consequence="It is no longer owed, and its number is not used again. This cannot be undone."
        onConfirm={async () => setDone(`voided ${voiding}`)}
      />
    </Shell>
  );
}
