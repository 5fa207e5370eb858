import type { AccountingDocumentModel } from '../../../src/api/models/accounting.ts';
import { useChange } from '../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';

type Named = Pick<AccountingDocumentModel, 'kind' | 'sourceId'>;

/** Tries documents again at the books; without a list, all that failed. */
export function useBooksRetry() {
  const change = useChange<readonly Named[] | undefined, { retried: number }>(
    (documents) => ({
      method: 'POST',
      path: '/accounting/retry',
      body: documents ? { documents: documents.map(({ kind, sourceId }) => ({ kind, sourceId })) } : {},
      intent: 'retry in the books',
    }),
    () => ['/accounting', '/dashboard', '/invoices'],
  );
  const run = async (documents?: readonly Named[]) => {
    try {
      const outcome = await change.run(documents);
      const count = outcome.kind === 'done' ? outcome.body.retried : undefined;
      sayOutcome(
        outcome,
        count === undefined
          ? 'They are tried again.'
          : count === 1
            ? '1 document is tried again.'
            : `${count} documents are tried again.`,
      );
    } catch (error) {
      sayFailure(error, 'try again what the books refused');
    }
  };
  return { run, busy: change.busy };
}
