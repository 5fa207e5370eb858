import type { ChartSeries } from './series.ts';

/** The values at one place, beside it. Read out by the place itself. */
export function ChartValues(props: {
  at_px: number;
  width_px: number;
  heading: string;
  series: readonly ChartSeries[];
  index: number;
  format: (value: number) => string;
}) {
  const { at_px, width_px, heading, series, index, format } = props;
  const side = at_px > width_px / 2 ? { right: width_px - at_px + 8 } : { left: at_px + 8 };
  return (
    <div
      aria-hidden
      style={side}
      className="motion-fade pointer-events-none absolute top-0 z-10 rounded-md bg-raised px-3 py-2 text-xs shadow-float"
    >
      <p className="pb-0.5 text-ink-3">{heading}</p>
      {series.map(({ id, label, values }) => (
        <p key={id} className="flex justify-between gap-4 whitespace-nowrap">
          <span className="text-ink-2">{label}</span>
          <span className="figures font-medium">{format(values[index] ?? 0)}</span>
        </p>
      ))}
    </div>
  );
}
