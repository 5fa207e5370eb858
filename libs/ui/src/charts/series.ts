/** One row of figures in a chart. Values are whole: minor units or counts. */
export type ChartSeries = { id: string; label: string; values: readonly number[] };
