import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import type { CustomerName } from '../../joins/names.ts';
import { shown } from '../ids.ts';
import type { RunItemModel, RunModel } from '../models/run.ts';

type Run = z.output<typeof invoicing.getRun.output>;
type Item = z.output<typeof invoicing.listRunItems.output>['items'][number];

export function runView({ runId, startedBy, ...run }: Run, name: string | undefined): RunModel {
  return { id: shown('run', runId), ...run, startedBy: { id: shown('stf', startedBy), name: name ?? null } };
}

export function runItemView(
  { invoiceId, customerId, ...item }: Item,
  customer: CustomerName | undefined,
): RunItemModel {
  return {
    ...item,
    invoiceId: shown('inv', invoiceId),
    customer: customerId === null ? null : { id: shown('cus', customerId), name: customer?.name ?? null },
  };
}
