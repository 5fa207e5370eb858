import type { PanelView as View } from '@purser/contracts';

/** A list as data: what a service answers and the one Panel shows. */
export type PanelView = View;
export type PanelMetric = View['metrics'][number];
export type PanelColumn = View['columns'][number];
export type PanelRow = View['rows'][number];
export type PanelAction = PanelRow['actions'][number];
/** One cell, typed by what it holds, so that every panel writes it the same way. */
export type Cell = PanelMetric['value'];
