import { classes, useNarrow } from '@purser/ui';
import { type ReactNode, useRef } from 'react';

export type TableColumn = {
  id: string;
  label: string;
  figure?: boolean;
  /** What stands in a cell that holds nothing; a card leaves it out. */
  blank?: string;
  /** On a card, what stands at its head: the title, without it the first column that is no figure, and the figure beside it. */
  head?: 'title' | 'figure';
  /** Its label is for those who do not see: what stands in it says what it is. */
  quiet?: boolean;
};
export type TableRow = { id: string; cells: Record<string, ReactNode>; strong?: boolean };

type Props = { label: string; columns: readonly TableColumn[]; rows: readonly TableRow[] };

/** Less than so much for each column, and rows become cards. */
const COLUMN_PX = 112;

/** A table of figures. The first column names the row unless it holds figures too. Where it would not fit, rows are cards with their labels. */
export function Table(props: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(frame, props.columns.length * COLUMN_PX);
  return (
    <div ref={frame} className="min-w-0">
      {narrow ? <Cards {...props} /> : <Rows {...props} />}
    </div>
  );
}

/** Figures have a share of the width, so that columns of tables under one another stand under one another; a long one takes more. */
function Rows({ label, columns, rows }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={label} tabIndex={0} className="min-w-0 overflow-x-auto focus-visible:-outline-offset-2">
      <table className="w-full text-sm">
        <caption className="sr-only">{label}</caption>
        <thead>
          <tr className="border-line border-b text-ink-3 text-xs">
            {columns.map(({ id, label: word, figure, quiet }) => (
              <th
                key={id}
                scope="col"
                className={classes(place, 'py-2 font-medium', figure ? 'w-1/10 text-right' : 'text-left')}
              >
                {quiet ? <span className="sr-only">{word}</span> : word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, cells, strong }) => (
            <tr key={id} className={classes('border-line border-b last:border-b-0', strong && 'font-semibold')}>
              {columns.map(({ id: column, figure, blank }, at) =>
                at === 0 && !figure ? (
                  <th key={column} scope="row" className={classes(place, 'text-left', !strong && 'font-normal')}>
                    {cells[column]}
                  </th>
                ) : (
                  <td key={column} className={classes(place, figure && 'figures text-right')}>
                    {isBlank(cells[column]) ? <span className="text-ink-3">{blank}</span> : cells[column]}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const place = 'whitespace-nowrap px-3 py-2.5 align-baseline first:pl-4 last:pr-4 sm:first:pl-5 sm:last:pr-5';

function Cards({ label, columns, rows }: Props) {
  const title = columns.find(({ head }) => head === 'title') ?? columns.find(({ figure }) => !figure);
  const figure = columns.find(({ head }) => head === 'figure');
  const rest = columns.filter((column) => column !== title && column !== figure);
  return (
    <ul aria-label={label} className="divide-y divide-line">
      {rows.map(({ id, cells, strong }) => (
        <li key={id} className="px-4 py-3 text-sm sm:px-5">
          {title && (
            <div
              className={classes('flex items-baseline justify-between gap-3', strong ? 'font-semibold' : 'font-medium')}
            >
              <div className="min-w-0">{cells[title.id]}</div>
              {figure && <div className="figures shrink-0">{cells[figure.id]}</div>}
            </div>
          )}
          <dl className={classes('flex flex-col gap-1', title && 'mt-1.5 text-ink-2 empty:hidden')}>
            {rest
              .filter((column) => !isBlank(cells[column.id]))
              .map((column) => (
                <div key={column.id} className="flex items-baseline justify-between gap-3">
                  <dt className={classes('text-ink-3', column.quiet && 'sr-only')}>{column.label}</dt>
                  <dd className={classes('min-w-0 text-right', column.figure && 'figures')}>{cells[column.id]}</dd>
                </div>
              ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

const isBlank = (cell: ReactNode) => cell === undefined || cell === null || cell === false || cell === '';
