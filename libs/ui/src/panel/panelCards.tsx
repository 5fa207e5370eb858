import { classes } from '../classes.ts';
import { Checkbox } from '../fields/checkbox.tsx';
import { useSurroundings } from '../theme/surroundings.tsx';
import { CellView, cellText } from './cellView.tsx';
import type { PanelList } from './panelList.ts';
import { RowActions } from './rowActions.tsx';
import type { PanelColumn, PanelRow } from './view.ts';

/** Rows as cards, for a phone: the name and the figure on top, whose it is and how it stands below, then the rest with its labels. */
export function PanelCards({ list, title }: { list: PanelList; title: string }) {
  return (
    <ul
      aria-label={title}
      aria-busy={list.loading}
      className={classes('divide-y divide-line', list.loading && 'opacity-60')}
    >
      {list.rows.map((row) => (
        <RowCard key={row.id} row={row} list={list} />
      ))}
    </ul>
  );
}

function RowCard({ row, list }: { row: PanelRow; list: PanelList }) {
  const { columns, selection, setActive, onAction } = list;
  const surroundings = useSurroundings();
  const places = placesOf(columns, row);
  const name = places.primary ? cellText(row.cells[places.primary.id], surroundings) : row.id;
  const selected = selection?.ids.has(row.id) ?? false;
  return (
    <li
      data-row={row.id}
      tabIndex={-1}
      onFocus={() => setActive(row.id)}
      className={classes(
        'relative flex gap-3 px-4 py-3.5 focus-visible:-outline-offset-2',
        selected && 'bg-brand-soft',
      )}
    >
      {selection && (
        <Checkbox
          label={`Select ${name}`}
          hideLabel
          checked={selected}
          onCheckedChange={() => selection.toggle(row.id)}
          className="relative z-1"
        />
      )}
      <CardBody row={row} places={places} renderLink={list.renderLink} />
      {row.actions.length > 0 && (
        <div className="relative z-1 -my-2 -mr-3">
          <RowActions row={row} name={name} onAction={onAction} />
        </div>
      )}
    </li>
  );
}

function CardBody({ row, places, renderLink }: { row: PanelRow; places: Places; renderLink: PanelList['renderLink'] }) {
  const { primary, figure, whose, status, rest } = places;
  const heading = primary && <CellView cell={row.cells[primary.id]} />;
  const more = <More row={row} columns={rest} />;
  const badge = status && (
    <div className="shrink-0">
      <CellView cell={row.cells[status.id]} />
    </div>
  );
  return (
    <div className="min-w-0 flex-1">
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0 flex-1 font-medium">
          {row.href && heading
            ? renderLink({
                href: row.href,
                className: 'block truncate text-ink no-underline after:absolute after:inset-0',
                children: heading,
              })
            : heading}
        </div>
        {figure ? (
          <div className="figures shrink-0 font-medium">
            <CellView cell={row.cells[figure.id]} />
          </div>
        ) : (
          badge
        )}
      </div>
      {(whose || (figure && badge)) && (
        <div className="mt-1 flex items-start justify-between gap-3">
          <div className="min-w-0 flex-1 text-ink-2">{whose ? <CellView cell={row.cells[whose.id]} /> : more}</div>
          {figure && badge}
        </div>
      )}
      {(whose || !figure || !badge) && more}
    </div>
  );
}

function More({ row, columns }: { row: PanelRow; columns: readonly PanelColumn[] }) {
  if (columns.length === 0) return null;
  return (
    <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-2 text-xs">
      {columns.map((column) => (
        <span key={column.id} className="inline-flex min-w-0 max-w-full gap-1">
          <span className="shrink-0 text-ink-3">{column.label}</span>
          <CellView cell={row.cells[column.id]} />
        </span>
      ))}
    </div>
  );
}

type Places = ReturnType<typeof placesOf>;

/** Which column goes where on a card: by what the row's cells hold, so that every panel's cards look alike. */
function placesOf(columns: readonly PanelColumn[], row: PanelRow) {
  const primary = columns.find((column) => column.primary) ?? columns[0];
  const filled = columns.filter((column) => column !== primary && !isBlank(row.cells[column.id]));
  const firstOf = (kind: string) => filled.find(({ id }) => row.cells[id]?.kind === kind);
  const [figure, whose, status] = [firstOf('money'), firstOf('customer'), firstOf('status')];
  // Of the rest, what comes to nothing says nothing: a paid invoice needs no "still due".
  const rest = filled.filter((column) => ![figure, whose, status].includes(column) && !isNought(row.cells[column.id]));
  return { primary, figure, whose, status, rest };
}

function isNought(cell: PanelRow['cells'][string] | undefined): boolean {
  return cell?.kind === 'money' && cell.amount === 0;
}

function isBlank(cell: PanelRow['cells'][string] | undefined): boolean {
  if (!cell) return true;
  if (cell.kind === 'text') return cell.text === '';
  return (cell.kind === 'date' && !cell.date) || (cell.kind === 'instant' && !cell.at);
}
