import { PAD, type Plot } from './plot.ts';
import { labelsShown } from './scale.ts';

const EACH_PX = 44;

/** Lines across with their values, and the labels along the foot that there is room for. */
export function ChartAxis({
  plot,
  labels,
  format,
}: {
  plot: Plot;
  labels: readonly string[];
  format: (value: number) => string;
}) {
  const { width_px, height_px, ticks, x, y } = plot;
  const shown = labelsShown(labels.length, width_px - PAD.left - PAD.right, EACH_PX);
  return (
    <g aria-hidden className="text-[0.6875rem]">
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            x1={PAD.left}
            x2={width_px - PAD.right}
            y1={y(tick)}
            y2={y(tick)}
            className={tick === 0 ? 'stroke-line-strong' : 'stroke-line'}
          />
          <text x={PAD.left - 8} y={y(tick)} dy="0.32em" textAnchor="end" className="figures fill-ink-3">
            {format(tick)}
          </text>
        </g>
      ))}
      {labels.map(
        (name, index) =>
          shown.has(index) && (
            <text key={name} x={x(index)} y={height_px - 6} textAnchor="middle" className="fill-ink-3">
              {name}
            </text>
          ),
      )}
    </g>
  );
}
