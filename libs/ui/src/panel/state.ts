/** Where a reader stands in a panel. Pages keep it in the address, so that it can be sent, kept and gone back to. */
export type PanelState = {
  /** Null is the first filter. */
  filter: string | null;
  search: string;
  /** Cursors of the pages gone through, the one shown last; empty on the first page. Keyset pages know no way back, so we remember it. */
  trail: readonly string[];
};

export const startOfPanel: PanelState = { filter: null, search: '', trail: [] };

/** More pages than anybody turns, and an address no longer than a browser takes. */
const LONGEST_TRAIL = 50;

/** The cursor to ask the server with; null for the first page. */
export const currentCursor = (state: PanelState): string | null => state.trail.at(-1) ?? null;

/** A page forward. Beyond the longest trail the oldest steps are forgotten, and "previous" ends there. */
export function nextPage(state: PanelState, cursor: string): PanelState {
  return { ...state, trail: [...state.trail, cursor].slice(-LONGEST_TRAIL) };
}

export function previousPage(state: PanelState): PanelState {
  return { ...state, trail: state.trail.slice(0, -1) };
}

/** Another filter starts on its first page. */
export function withFilter(state: PanelState, filter: string | null): PanelState {
  return { ...state, filter, trail: [] };
}

export function withSearch(state: PanelState, search: string): PanelState {
  return { ...state, search, trail: [] };
}

/** Reads `?filter=overdue&q=acme&after=…&after=…`; what is not ours is passed over. */
export function readPanelState(address: URLSearchParams): PanelState {
  return {
    filter: address.get('filter') || null,
    search: address.get('q') ?? '',
    trail: address.getAll('after').filter(Boolean).slice(-LONGEST_TRAIL),
  };
}

/** Writes the state over `address`, whose other parameters stay. The plain state writes nothing. */
export function writePanelState(state: PanelState, address: URLSearchParams = new URLSearchParams()): URLSearchParams {
  const written = new URLSearchParams(address);
  for (const name of ['filter', 'q', 'after']) written.delete(name);
  if (state.filter) written.set('filter', state.filter);
  if (state.search) written.set('q', state.search);
  for (const cursor of state.trail) written.append('after', cursor);
  return written;
}
