import { type ReactNode, useRef } from 'react';
import { ButtonLink } from '../buttons/button.tsx';
import { EmptyState } from '../feedback/emptyState.tsx';
import { ErrorState } from '../feedback/errorState.tsx';
import { Notice } from '../feedback/notice.tsx';
import { explainProblem } from '../feedback/problem.ts';
import { useKey } from '../keys/useKey.ts';
import { Link } from '../link.tsx';
import { useSurroundings } from '../theme/surroundings.tsx';
import { BulkBar } from './bulkBar.tsx';
import { ColumnMenu } from './columnMenu.tsx';
import { Pagination } from './pagination.tsx';
import { PanelCards } from './panelCards.tsx';
import type { RenderLink } from './panelList.ts';
import { PanelTable, TableSkeleton } from './panelTable.tsx';
import { PanelToolbar } from './panelToolbar.tsx';
import { PanelTop } from './panelTop.tsx';
import { type PanelState, startOfPanel, withFilter } from './state.ts';
import { useColumnChoice } from './useColumnChoice.ts';
import { useNarrow } from './useNarrow.ts';
import { useRowKeys } from './useRowKeys.ts';
import { useSelection } from './useSelection.ts';
import type { PanelRow, PanelView } from './view.ts';

/** Below this a row is a card. */
const TABLE_FROM_PX = 640;

export type PanelProps = {
  /** Undefined until the first answer. */
  view: PanelView | undefined;
  loading: boolean;
  /** What went wrong with the last asking; what is shown then is older. */
  error?: unknown;
  state: PanelState;
  onState: (state: PanelState) => void;
  onAction?: (actionId: string, row: PanelRow) => void;
  onBulk?: (actionId: string, rowIds: string[]) => void;
  onRetry?: () => void;
  /** Links in the app's own way; without it the library's Link. */
  renderLink?: RenderLink;
  /** Under which name this browser remembers the columns; the title, if not given. */
  remember?: string;
  /** Buttons beside the search: export, new. */
  toolbar?: ReactNode;
  /** What stands before and after the list (a slot), as autopay's switch before the invoices. */
  before?: ReactNode;
  after?: ReactNode;
};

const nothing: PanelRow[] = [];

/** A list as data: metrics, filters, search, rows, actions, pages. Portal and admin show every list with it. */
export function Panel(props: PanelProps) {
  const { view, loading, error, state, onState, onAction, onBulk, onRetry, toolbar, before, after } = props;
  const { navigate } = useSurroundings();
  const root = useRef<HTMLElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const narrow = useNarrow(root, TABLE_FROM_PX);
  const rows = view?.rows ?? nothing;
  const columns = useColumnChoice(props.remember ?? view?.title ?? 'panel', view?.columns ?? []);
  const selection = useSelection(rows);
  const selectable = view !== undefined && view.bulkActions.length > 0 && onBulk !== undefined;
  const open = (row: PanelRow) => {
    if (!row.href) return;
    if (navigate) navigate(row.href);
    else location.assign(row.href);
  };
  const { active, setActive } = useRowKeys({
    rows,
    list: root,
    open,
    toggle: selectable ? selection.toggle : undefined,
  });
  useKey('/', (event) => {
    if (!search.current) return;
    event.preventDefault();
    search.current.focus();
    search.current.select();
  });
  useKey('Escape', () => selection.clear(), selection.ids.size > 0);

  const list = {
    columns: columns.shown,
    rows,
    selection: selectable ? selection : undefined,
    hasActions: rows.some(({ actions }) => actions.length > 0),
    loading,
    active,
    setActive,
    open,
    onAction: onAction ?? (() => undefined),
    renderLink: props.renderLink ?? ((link) => <Link {...link} />),
  };
  const title = view?.title ?? 'List';
  // A bar of its own only where there is more to it than the columns.
  const hasToolbar = view !== undefined && (view.search !== null || Boolean(toolbar));
  const columnMenu = narrow ? null : <ColumnMenu view={view} columns={columns} />;
  const activeFilter = state.filter ?? view?.activeFilter ?? '';

  return (
    <section ref={root} aria-label={title} className="flex min-w-0 flex-col gap-4">
      <PanelTop
        view={view}
        loading={loading}
        activeFilter={activeFilter}
        onFilter={(filter) => onState(withFilter(state, filter))}
        beside={hasToolbar ? null : columnMenu}
      />
      {before}
      <div className="min-w-0">
        <div className="rounded-lg border border-line bg-surface shadow-card">
          {hasToolbar && (
            <PanelToolbar
              view={view}
              state={state}
              onState={onState}
              search={search}
              toolbar={toolbar}
              columnMenu={columnMenu}
            />
          )}
          {error != null && view && <Stale error={error} onRetry={onRetry} />}
          {error != null && !view ? (
            <ErrorState error={error} reads doing="load this list" {...(onRetry ? { onRetry } : {})} />
          ) : !view ? (
            <Loading narrow={narrow} />
          ) : rows.length === 0 ? (
            <NothingHere view={view} state={state} onState={onState} />
          ) : narrow ? (
            <PanelCards list={list} title={title} />
          ) : (
            <PanelTable list={list} title={title} onTop={!hasToolbar} />
          )}
          <Pagination view={view} loading={loading} state={state} onState={onState} />
        </div>
        {selectable && (
          <BulkBar
            count={selection.ids.size}
            actions={view.bulkActions}
            onBulk={(actionId) => onBulk?.(actionId, [...selection.ids])}
            onClear={selection.clear}
          />
        )}
      </div>
      {after}
    </section>
  );
}

function Loading({ narrow }: { narrow: boolean }) {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <TableSkeleton columns={narrow ? 2 : 5} />
    </div>
  );
}

function Stale({ error, onRetry }: { error: unknown; onRetry: (() => void) | undefined }) {
  return (
    <Notice
      tone="warning"
      title="This list may be out of date."
      className="m-3"
      action={
        onRetry && (
          <button type="button" onClick={onRetry} className="font-medium text-amber underline">
            Load again
          </button>
        )
      }
    >
      {explainProblem(error, undefined, { reads: true }).happened}
    </Notice>
  );
}

function NothingHere({
  view,
  state,
  onState,
}: {
  view: PanelView;
  state: PanelState;
  onState: (state: PanelState) => void;
}) {
  if (state.search || (state.filter && state.filter !== view.filters[0]?.id) || state.trail.length > 0) {
    return (
      <EmptyState
        title="Nothing matches"
        text={state.search ? `No row matches “${state.search}” here.` : 'No row is in this state now.'}
        action={
          <button
            type="button"
            onClick={() => onState(startOfPanel)}
            className="font-medium text-brand-text text-sm hover:underline"
          >
            Show everything
          </button>
        }
      />
    );
  }
  const { title, text, action } = view.empty;
  return (
    <EmptyState
      title={title}
      text={text}
      action={
        action && (
          <ButtonLink variant="primary" href={action.href}>
            {action.label}
          </ButtonLink>
        )
      }
    />
  );
}
