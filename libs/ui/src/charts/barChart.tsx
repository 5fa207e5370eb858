import { classes } from '../classes.ts';
import { ChartFrame, type ChartProps } from './chartFrame.tsx';
import type { Plot } from './plot.ts';

const WIDEST_PX = 40;

/** Figures side by side, for what adds up: money by month. */
export function BarChart(props: ChartProps) {
  return (
    <ChartFrame {...props} marks="bars">
      {(plot, active) => <Bars plot={plot} active={active} series={props.series} />}
    </ChartFrame>
  );
}

function Bars({
  plot: { x, y, band_px },
  active,
  series,
}: {
  plot: Plot;
  active: number | null;
  series: ChartProps['series'];
}) {
  const group = Math.min(band_px * 0.7, WIDEST_PX * series.length);
  const each = group / Math.max(1, series.length);
  const gap = series.length > 1 ? Math.min(2, each * 0.15) : 0;
  return (
    <g aria-hidden>
      {series.map(({ id, values }, row) =>
        values.map((value, index) => {
          const top = y(Math.max(0, value));
          const height = Math.abs(y(value) - y(0));
          const left = x(index) - group / 2 + row * each + gap / 2;
          const width = Math.max(1, each - gap);
          return (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: a place is what its index is
              key={`${id} ${index}`}
              d={bar(left, top, width, height, value >= 0)}
              strokeWidth={row === 0 ? 0 : 1.5}
              className={classes(
                'transition-opacity',
                row === 0 ? 'fill-chart-1' : 'fill-transparent stroke-chart-2',
                active !== null && active !== index && 'opacity-40',
              )}
            />
          );
        }),
      )}
    </g>
  );
}

/** A bar whose far end is rounded and whose foot stands flat on zero. */
function bar(left: number, top: number, width: number, height: number, up: boolean): string {
  if (height === 0) return '';
  const r = Math.min(3, width / 2, height);
  const [far, foot, turn] = up ? [top, top + height, r] : [top + height, top, -r];
  return `M${left} ${foot}V${far + turn}Q${left} ${far} ${left + r} ${far}H${left + width - r}Q${left + width} ${far} ${left + width} ${far + turn}V${foot}Z`;
}
