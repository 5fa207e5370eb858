import { Button, Menu, type MenuItem, type PanelState, type PanelView } from '@purser/ui';
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import { withQuery } from '../../shared/api/client.ts';
import { routes } from '../routes.ts';
import type { BulkAct, BulkTarget } from './bulkDialog.tsx';

export type AskedBulk = { act: BulkAct; target: BulkTarget };

const isBulkAct = (id: string): id is BulkAct => id === 'issue' || id === 'send' || id === 'void';

/** What is done to the rows selected, or to all of a filter. */
export function useBulk(nameOf: (rowId: string) => string) {
  const [asked, setAsked] = useState<AskedBulk>();
  const onBulk = (actionId: string, ids: string[]) => {
    if (isBulkAct(actionId)) setAsked({ act: actionId, target: { ids, names: ids.map(nameOf) } });
    else if (actionId === 'csv') exportCsv({ ids: ids.join(',') });
  };
  return { asked, onBulk, ask: setAsked, close: () => setAsked(undefined) };
}

function exportCsv(query: Record<string, string | undefined>): void {
  location.assign(withQuery('/api/v1/invoices.csv', query));
}

type MoreProps = {
  view: PanelView | undefined;
  state: PanelState;
  mayBill: boolean;
  ask: (asked: AskedBulk) => void;
};

/** What can be done to all of a list at once, and where what was done is found again. */
export function MoreMenu({ view, state, mayBill, ask }: MoreProps) {
  const count = (id: string) => view?.filters.find((filter) => filter.id === id)?.count ?? 0;
  const drafts = count('draft');
  const overdue = count('overdue');
  const shown = state.filter ?? view?.activeFilter ?? 'all';
  const items: MenuItem[] = [
    ...(mayBill && drafts > 0
      ? [
          item('issue', `Issue all drafts (${drafts})`, () =>
            ask({ act: 'issue', target: { filter: {}, words: 'all drafts' } }),
          ),
        ]
      : []),
    ...(mayBill && overdue > 0
      ? [
          item('send', `Send all overdue again (${overdue})`, () =>
            ask({ act: 'send', target: { filter: { status: 'overdue' }, words: 'all overdue invoices' } }),
          ),
        ]
      : []),
    item('csv', 'Export as CSV', () =>
      exportCsv({ status: shown === 'all' ? undefined : shown, number: state.search || undefined }),
    ),
    { kind: 'line', id: 'line' },
    { kind: 'link', id: 'runs', label: 'Runs', href: routes.runs },
  ];
  return (
    <Menu
      trigger={
        <Button aria-label="More for all invoices">
          More
          <ChevronDown aria-hidden size={14} />
        </Button>
      }
      items={items}
    />
  );
}

function item(id: string, label: string, onSelect: () => void): MenuItem {
  return { id, label, onSelect };
}
