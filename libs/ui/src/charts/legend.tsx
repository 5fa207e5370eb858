import type { ChartSeries } from './series.ts';

/** What is what: the first full, the second hatched or dashed, so that it reads without colour. */
export function Legend({ series, marks }: { series: readonly ChartSeries[]; marks: 'bars' | 'lines' }) {
  return (
    <ul aria-label="Legend" className="flex flex-wrap gap-x-4 gap-y-1 text-ink-2 text-xs">
      {series.map(({ id, label }, index) => (
        <li key={id} className="inline-flex items-center gap-1.5">
          <svg aria-hidden width={16} height={10}>
            {marks === 'bars' ? (
              <rect
                width={10}
                height={10}
                x={3}
                rx={2}
                className={index === 0 ? 'fill-chart-1' : 'fill-transparent stroke-chart-2'}
                strokeWidth={1.5}
              />
            ) : (
              <line
                x1={0}
                x2={16}
                y1={5}
                y2={5}
                strokeWidth={2}
                className={index === 0 ? 'stroke-chart-1' : 'stroke-chart-2'}
                strokeDasharray={index === 0 ? undefined : '4 3'}
              />
            )}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
