import {
  currentCursor,
  type PanelProps,
  type PanelState,
  readPanelState,
  startOfPanel,
  writePanelState,
} from '@purser/ui';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { PanelModel } from '../../src/api/models/panel.ts';
import type { Query } from './api/client.ts';
import { useRead } from './api/reads.ts';

type Shown = Pick<PanelProps, 'view' | 'loading' | 'error' | 'state' | 'onState' | 'onRetry'>;

/** A panel whose filter, search and page stand in the address, so that it can be sent and gone back to. */
export function usePanel(path: string, fixed: Query = {}): Shown {
  const [address, setAddress] = useSearchParams();
  const state = readPanelState(address);
  return useShown(path, fixed, state, (next) => setAddress(writePanelState(next, address)));
}

/** A panel that is a part of another page: its state is the page's own. */
export function usePanelWithin(path: string, fixed: Query = {}): Shown {
  const [state, setState] = useState<PanelState>(startOfPanel);
  return useShown(path, fixed, state, setState);
}

function useShown(path: string, fixed: Query, state: PanelState, onState: (state: PanelState) => void): Shown {
  const query = {
    ...fixed,
    filter: state.filter ?? undefined,
    search: state.search || undefined,
    after: currentCursor(state) ?? undefined,
  };
  const { data, error, isPlaceholderData, isPending, refetch } = useRead<PanelModel>(path, { query, keep: true });
  return {
    view: data,
    loading: isPending || isPlaceholderData,
    error: error ?? undefined,
    state,
    onState,
    onRetry: () => void refetch(),
  };
}
