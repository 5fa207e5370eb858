import { directory } from '@purser/contracts';
import { z } from 'zod';
import { customerId } from './common.ts';

const field = z.enum(directory.importFields);
/** What a column may hold: a field, our own id, or nothing that counts. */
export const importColumn = z.enum([...directory.importFields, 'id']);
export type ImportColumn = z.infer<typeof importColumn>;
const cells = z.partialRecord(field, z.string().max(10_000));
const line = z.int().min(1);
const problem = z.strictObject({ field: z.string(), message: z.string() });

/** Characters of a file at most. */
const longestFile = 10_485_760;

export const importBody = z.strictObject({
  /** The file as text: commas, semicolons or tabs; its first row names the columns. */
  csv: z.string().min(1).max(longestFile),
  /** What stands in a column, by its number from 0; without it, what its name says. Null is left out. */
  columns: z.array(importColumn.nullable()).max(100).optional(),
});
export type ImportBody = z.input<typeof importBody>;

const plannedRow = z.strictObject({
  line,
  action: z.enum(['create', 'update', 'unchanged', 'error']),
  customerId: customerId.nullable(),
  revision: z.int().nullable(),
  changes: z.array(field),
  problems: z.array(problem),
  cells,
});
export type PlannedRowModel = z.infer<typeof plannedRow>;

const count = z.int().min(0);
export const importPlan = z.strictObject({
  columns: z.array(z.strictObject({ name: z.string(), holds: importColumn.nullable() })),
  rows: z.array(plannedRow),
  counts: z.strictObject({ create: count, update: count, unchanged: count, error: count }),
});
export type ImportPlanModel = z.infer<typeof importPlan>;

/** Rows as they were planned; fifty at a time. */
export const applyBody = z.strictObject({
  rows: z
    .array(
      z.discriminatedUnion('action', [
        z.strictObject({ action: z.literal('create'), line, cells }),
        z.strictObject({ action: z.literal('update'), line, customerId, revision: z.int(), cells }),
      ]),
    )
    .min(1)
    .max(50),
});
export type ApplyBody = z.infer<typeof applyBody>;

export const applied = z.strictObject({
  rows: z.array(
    z.strictObject({
      line,
      outcome: z.enum(['created', 'updated', 'unchanged', 'refused']),
      customerId: customerId.nullable(),
      problems: z.array(problem),
    }),
  ),
});
export type AppliedModel = z.infer<typeof applied>;
