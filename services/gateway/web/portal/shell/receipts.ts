import type { PanelModel } from '../../../src/api/models/panel.ts';

/** Puts a receipt beside each payment that came in; a try that brought nothing has none. */
export function withReceipts(view: PanelModel): PanelModel {
  const receipt = { id: 'receipt', label: 'Receipt', tone: 'normal' as const };
  const cameIn = ({ status }: PanelModel['rows'][number]['cells']) =>
    status?.kind === 'status' && status.status === 'succeeded';
  return { ...view, rows: view.rows.map((row) => (cameIn(row.cells) ? { ...row, actions: [receipt] } : row)) };
}
