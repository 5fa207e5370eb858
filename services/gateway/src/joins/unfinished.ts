import type { invoicing } from '@purser/contracts';
import type { z } from 'zod';
import { shown } from '../api/ids.ts';
import type { AttentionItemModel } from '../api/models/dashboard.ts';
import type { CustomerName } from './names.ts';

type Unfinished = z.output<typeof invoicing.getUnfinished.output>;

const doing = { issue: 'Issuing', send: 'Sending', void: 'Voiding' } as const;

/** What came to a stop by itself: the run that does not go on, and late fees that could not be issued. */
export function ofUnfinished(
  { run, fees }: Unfinished,
  names: ReadonlyMap<string, CustomerName>,
): AttentionItemModel[] {
  return [
    ...(run
      ? [
          {
            id: shown('run', run.runId),
            kind: 'run' as const,
            title: `${doing[run.kind]} ${run.total} invoices came to a stop`,
            detail: `${run.done} are done. ${run.problem}`,
            href: `/admin/invoices/runs/${shown('run', run.runId)}`,
            at: null,
            amount: null,
          },
        ]
      : []),
    ...fees.map(({ invoiceId, customerId, number, problem, at, amount, currency }) => ({
      id: shown('inv', invoiceId),
      kind: 'lateFee' as const,
      title: `The late fee for ${number} could not be issued`,
      detail: `${names.get(customerId)?.name ?? 'A customer'}: ${problem}`,
      href: `/admin/invoices/${shown('inv', invoiceId)}`,
      at,
      amount: { amount, currency },
    })),
  ];
}
