import type { ReactNode } from 'react';
import type { PanelColumn, PanelRow } from './view.ts';

export type RenderLink = (link: { href: string; className: string; children: ReactNode }) => ReactNode;

export type PanelSelection = {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  selectAll: (on: boolean) => void;
};

/** What table and cards alike need of the panel around them. */
export type PanelList = {
  columns: readonly PanelColumn[];
  rows: readonly PanelRow[];
  /** Undefined where nothing is done to many rows. */
  selection: PanelSelection | undefined;
  hasActions: boolean;
  loading: boolean;
  active: string | null;
  setActive: (id: string) => void;
  open: (row: PanelRow) => void;
  onAction: (actionId: string, row: PanelRow) => void;
  renderLink: RenderLink;
};
