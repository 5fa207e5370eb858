import { expect, test } from 'vitest';
import type { PanelModel } from '../../../src/api/models/panel.ts';
import { withReceipts } from './receipts.ts';

const row = (id: string, status: string): PanelModel['rows'][number] => ({
  id,
  href: null,
  cells: { status: { kind: 'status', status } },
  actions: [],
});

test('what came in has a receipt, and a try that brought nothing has none', () => {
  const view: PanelModel = {
    title: 'Payments',
    metrics: [],
    filters: [],
    activeFilter: 'all',
    columns: [],
    rows: [row('pay_1', 'succeeded'), row('pay_2', 'failed'), row('pay_3', 'processing')],
    bulkActions: [],
    search: null,
    next: null,
    empty: { title: '', text: '', action: null },
  };
  expect(withReceipts(view).rows.map(({ actions }) => actions.map(({ label }) => label))).toEqual([
    ['Receipt'],
    [],
    [],
  ]);
});
