import { ChartFrame, type ChartProps } from './chartFrame.tsx';
import type { Plot } from './plot.ts';

/** A figure over time, for what has a level: recurring revenue, open customers. */
export function LineChart(props: ChartProps) {
  return (
    <ChartFrame {...props} marks="lines">
      {(plot, active) => <Lines plot={plot} active={active} series={props.series} />}
    </ChartFrame>
  );
}

function Lines({
  plot: { x, y },
  active,
  series,
}: {
  plot: Plot;
  active: number | null;
  series: ChartProps['series'];
}) {
  return (
    <g aria-hidden>
      {series.map(({ id, values }, row) => {
        const points = values.map((value, index) => `${x(index)} ${y(value)}`);
        const line = points.length > 0 ? `M${points.join('L')}` : '';
        return (
          <g key={id}>
            {row === 0 && points.length > 1 && (
              <path d={`${line}L${x(values.length - 1)} ${y(0)}L${x(0)} ${y(0)}Z`} className="fill-chart-1 opacity-8" />
            )}
            <path
              d={line}
              fill="none"
              strokeWidth={2}
              strokeLinejoin="round"
              strokeLinecap="round"
              strokeDasharray={row === 0 ? undefined : '5 4'}
              className={row === 0 ? 'stroke-chart-1' : 'stroke-chart-2'}
            />
            {active !== null && values[active] !== undefined && (
              <circle
                cx={x(active)}
                cy={y(values[active])}
                r={4}
                strokeWidth={2}
                className={row === 0 ? 'fill-chart-1 stroke-surface' : 'fill-surface stroke-chart-2'}
              />
            )}
          </g>
        );
      })}
    </g>
  );
}
