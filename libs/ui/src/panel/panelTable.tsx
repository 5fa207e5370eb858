import { type MouseEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { classes } from '../classes.ts';
import { Skeleton } from '../display/skeleton.tsx';
import { Checkbox } from '../fields/checkbox.tsx';
import { useSurroundings } from '../theme/surroundings.tsx';
import { CellView, cellText } from './cellView.tsx';
import type { PanelList } from './panelList.ts';
import { RowActions } from './rowActions.tsx';
import type { PanelColumn, PanelRow } from './view.ts';

const headCell = 'h-9 border-line border-b bg-surface px-3 font-medium text-ink-3 text-xs whitespace-nowrap';

/** Rows as a table, for a desk. Its head stays in sight while the page scrolls, as long as the table is not wider than its place.
 * `onTop`: nothing stands over it in its card, whose corners it takes. */
export function PanelTable({ list, title, onTop }: { list: PanelList; title: string; onTop: boolean }) {
  const { columns, rows, selection, hasActions, loading } = list;
  const frame = useRef<HTMLDivElement>(null);
  const overflows = useOverflow(frame, columns.length);
  const all = rows.length > 0 && rows.every(({ id }) => selection?.ids.has(id));
  return (
    <div ref={frame} className={classes('min-w-0', overflows && 'overflow-x-auto')}>
      <table aria-label={title} aria-busy={loading} className="w-full border-separate border-spacing-0 text-sm">
        <thead
          className={classes(
            'sticky top-(--shell-top,0px) z-10',
            onTop && '[&_th:first-child]:rounded-tl-lg [&_th:last-child]:rounded-tr-lg',
          )}
        >
          <tr>
            {selection && (
              <th scope="col" className={classes(headCell, 'w-10 pl-4')}>
                <Checkbox
                  label="Select all rows on this page"
                  hideLabel
                  checked={all ? true : selection.ids.size > 0 ? 'indeterminate' : false}
                  onCheckedChange={(on) => selection.selectAll(on)}
                />
              </th>
            )}
            {columns.map(({ id, label, align }) => (
              <th
                key={id}
                scope="col"
                className={classes(headCell, 'first:pl-5 last:pr-5', align === 'end' ? 'text-right' : 'text-left')}
              >
                {label}
              </th>
            ))}
            {hasActions && (
              <th scope="col" className={classes(headCell, 'w-12')}>
                <span className="sr-only">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody className={classes(loading && 'opacity-60 transition-opacity')}>
          {rows.map((row) => (
            <Row key={row.id} row={row} list={list} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, list }: { row: PanelRow; list: PanelList }) {
  const { columns, selection, hasActions, active, setActive, open, onAction, renderLink } = list;
  const surroundings = useSurroundings();
  const primary = columns.find((column) => column.primary) ?? columns[0];
  const name = primary ? cellText(row.cells[primary.id], surroundings) : row.id;
  const selected = selection?.ids.has(row.id) ?? false;
  return (
    <tr
      data-row={row.id}
      tabIndex={-1}
      aria-selected={selection ? selected : undefined}
      onFocus={() => setActive(row.id)}
      onClick={(event) => {
        if (row.href && isPlainClick(event)) open(row);
      }}
      className={classes(
        'group outline-none focus-visible:outline-2 focus-visible:-outline-offset-2',
        row.href && 'cursor-pointer',
        selected ? 'bg-brand-soft' : active === row.id ? 'bg-hover' : 'hover:bg-hover',
      )}
    >
      {selection && (
        <td className="border-line border-b pl-4">
          <Checkbox
            label={`Select ${name}`}
            hideLabel
            checked={selected}
            onCheckedChange={() => selection.toggle(row.id)}
          />
        </td>
      )}
      {columns.map((column) => (
        <BodyCell key={column.id} column={column} row={row} primary={column === primary} renderLink={renderLink} />
      ))}
      {hasActions && (
        <td className="border-line border-b pr-3 text-right">
          <RowActions row={row} name={name} onAction={onAction} />
        </td>
      )}
    </tr>
  );
}

function BodyCell(props: {
  column: PanelColumn;
  row: PanelRow;
  primary: boolean;
  renderLink: PanelList['renderLink'];
}) {
  const { column, row, primary, renderLink } = props;
  const content: ReactNode = <CellView cell={row.cells[column.id]} />;
  return (
    <td
      className={classes(
        'h-11 max-w-80 border-line border-b px-3 py-1.5 first:pl-5 last:pr-5',
        column.align === 'end' && 'figures text-right',
        primary ? 'font-medium' : 'text-ink-2',
      )}
    >
      {primary && row.href
        ? renderLink({
            href: row.href,
            className: 'block truncate rounded-sm text-ink no-underline group-hover:underline',
            children: content,
          })
        : content}
    </td>
  );
}

/** A click on the row itself: not on something in it that takes clicks, and not the end of marking text. */
function isPlainClick(event: MouseEvent): boolean {
  if (
    !(event.target instanceof Element) ||
    event.target.closest('a,button,input,label,[role="menu"],[role="menuitem"]')
  )
    return false;
  return !getSelection()?.toString();
}

/** A box that scrolls sideways would hold the sticky head back, so it scrolls only when it must. */
function useOverflow(frame: { current: HTMLElement | null }, columns: number): boolean {
  const [overflows, setOverflows] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another number of columns is another width
  useLayoutEffect(() => {
    const box = frame.current;
    const table = box?.firstElementChild;
    if (!box || !table) return;
    const measure = () => setOverflows(table.scrollWidth > box.clientWidth + 1);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    observer.observe(table);
    return () => observer.disconnect();
  }, [frame, columns]);
  return overflows;
}

/** The table that is coming. */
export function TableSkeleton({ columns = 5, rows = 8 }: { columns?: number; rows?: number }) {
  const widths = ['w-24', 'w-40', 'w-16', 'w-20', 'w-24', 'w-28'];
  return (
    <div aria-hidden>
      <div className="h-9 border-line border-b" />
      {places(rows).map((row) => (
        <div
          key={row}
          className="flex h-11 items-center justify-between gap-6 border-line border-b px-5 last:border-b-0"
        >
          {places(columns).map((column) => (
            <Skeleton key={column} className={classes('h-3.5', widths[(column + row) % widths.length])} />
          ))}
        </div>
      ))}
    </div>
  );
}

const places = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
