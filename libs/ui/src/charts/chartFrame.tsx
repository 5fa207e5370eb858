import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { classes } from '../classes.ts';
import { ChartAxis } from './chartAxis.tsx';
import { ChartTable } from './chartTable.tsx';
import { ChartValues } from './chartValues.tsx';
import { Legend } from './legend.tsx';
import { PAD, type Plot, plotOf } from './plot.ts';
import type { ChartSeries } from './series.ts';
import { useWidth } from './useWidth.ts';

export type ChartProps = {
  /** What is shown, as in "Revenue by month". */
  label: string;
  /** One for each place along the foot, each another, as in "Mar". */
  labels: readonly string[];
  /** At most two: a third is another chart. Values are whole: minor units or counts. */
  series: readonly ChartSeries[];
  /** Writes a value in full, for the table and the values shown. */
  format: (value: number) => string;
  /** Writes a value on the axis, shorter. */
  formatShort?: (value: number) => string;
  height_px?: number;
  className?: string;
};

/** Axis, grid, legend, table, keys and values of a chart; what draws the figures comes as `children`. */
export function ChartFrame(
  props: ChartProps & { marks: 'bars' | 'lines'; children: (plot: Plot, active: number | null) => ReactNode },
) {
  const { label, labels, series, format, formatShort = format, height_px = 220, className, marks, children } = props;
  const box = useRef<HTMLFieldSetElement>(null);
  const width_px = useWidth(box);
  const [active, setActive] = useState<number | null>(null);
  const plot = plotOf({ width_px, height_px, labels, series });
  const step = (event: KeyboardEvent) => {
    const to = stepTo(event.key, active ?? 0, labels.length);
    if (to === undefined) return;
    event.preventDefault();
    box.current?.querySelector<SVGElement>(`[data-place="${to}"]`)?.focus();
  };
  return (
    <figure className={classes('flex min-w-0 flex-col gap-2', className)}>
      {series.length > 1 && <Legend series={series} marks={marks} />}
      <fieldset ref={box} className="relative min-w-0" onMouseLeave={() => setActive(null)} onKeyDown={step}>
        <legend className="sr-only">{label}</legend>
        {width_px > 0 && (
          <svg role="presentation" width="100%" height={height_px} className="block overflow-visible">
            <ChartAxis plot={plot} labels={labels} format={formatShort} />
            {children(plot, active)}
            {labels.map((name, index) => (
              // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: a picture of one figure, walked to so that it is heard
              <rect
                key={name}
                data-place={index}
                role="img"
                aria-label={`${name}: ${series.map((each) => `${each.label} ${format(each.values[index] ?? 0)}`).join(', ')}`}
                tabIndex={index === (active ?? 0) ? 0 : -1}
                x={plot.x(index) - plot.band_px / 2}
                y={PAD.top}
                width={plot.band_px}
                height={height_px - PAD.bottom - PAD.top}
                rx={4}
                className="fill-transparent focus-visible:outline-offset-0"
                onFocus={() => setActive(index)}
                onBlur={() => setActive(null)}
                onMouseEnter={() => setActive(index)}
              />
            ))}
          </svg>
        )}
        {active !== null && (
          <ChartValues
            at_px={plot.x(active)}
            width_px={width_px}
            heading={labels[active] ?? ''}
            series={series}
            index={active}
            format={format}
          />
        )}
      </fieldset>
      <ChartTable label={label} labels={labels} series={series} format={format} />
    </figure>
  );
}

function stepTo(key: string, at: number, count: number): number | undefined {
  if (key === 'ArrowRight') return Math.min(count - 1, at + 1);
  if (key === 'ArrowLeft') return Math.max(0, at - 1);
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  return undefined;
}
