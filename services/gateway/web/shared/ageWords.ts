import type { AgeingReportModel } from '../../src/api/models/receivables.ts';

export type AgeBucket = keyof AgeingReportModel['currencies'][number]['ageing'];

/** How long something has been due, in the order of a report. */
export const ageBuckets: readonly { id: AgeBucket; label: string }[] = [
  { id: 'current', label: 'Not yet due' },
  { id: 'days1to30', label: '1–30 days' },
  { id: 'days31to60', label: '31–60 days' },
  { id: 'days61to90', label: '61–90 days' },
  { id: 'over90', label: 'Over 90 days' },
];
