import { linear, niceTicks } from './scale.ts';

/** Room around the drawing, for what is written at its edges. */
export const PAD = { top: 8, bottom: 24, left: 52, right: 8 } as const;

/** Where things stand in a chart, in pixels. */
export type Plot = {
  width_px: number;
  height_px: number;
  ticks: readonly number[];
  /** The middle of the place of a label. */
  x: (index: number) => number;
  y: (value: number) => number;
  /** Width of the place of one label. */
  band_px: number;
};

export function plotOf(chart: {
  width_px: number;
  height_px: number;
  labels: readonly string[];
  series: readonly { values: readonly number[] }[];
}): Plot {
  const { width_px, height_px, labels, series } = chart;
  const values = series.flatMap((each) => each.values);
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values));
  const band_px = Math.max(0, width_px - PAD.left - PAD.right) / Math.max(1, labels.length);
  return {
    width_px,
    height_px,
    ticks,
    band_px,
    x: (index) => PAD.left + band_px * (index + 0.5),
    y: linear(ticks[0] ?? 0, ticks.at(-1) ?? 1, height_px - PAD.bottom, PAD.top),
  };
}
