import type { ChartSeries } from './series.ts';

/** The figures behind a chart. */
export function ChartTable({
  label,
  labels,
  series,
  format,
}: {
  label: string;
  labels: readonly string[];
  series: readonly ChartSeries[];
  format: (value: number) => string;
}) {
  return (
    <details className="text-xs">
      <summary className="w-fit rounded-sm text-ink-3 hover:text-ink">Show as table</summary>
      <div className="mt-2 max-h-64 overflow-auto">
        <table className="w-full">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr className="text-ink-3">
              <th scope="col" className="py-1 pr-3 text-left font-medium">
                <span className="sr-only">When</span>
              </th>
              {series.map(({ id, label: name }) => (
                <th key={id} scope="col" className="py-1 pl-3 text-right font-medium">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((name, index) => (
              <tr key={name} className="border-line border-t">
                <th scope="row" className="py-1 pr-3 text-left font-normal">
                  {name}
                </th>
                {series.map(({ id, values }) => (
                  <td key={id} className="figures py-1 pl-3 text-right">
                    {format(values[index] ?? 0)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
