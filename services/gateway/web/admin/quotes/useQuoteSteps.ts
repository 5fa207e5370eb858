import { useSurroundings } from '@purser/ui';
import type { QuoteModel } from '../../../src/api/models/quote.ts';
import { useChange } from '../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { routes } from '../routes.ts';
import { touchedByQuote } from './naming.ts';

type Converted = { invoiceId: string };

/** What is done to a quote at a single press, each leading to what comes of it. */
export function useQuoteSteps() {
  const { navigate } = useSurroundings();
  const revising = useChange<string, QuoteModel>(
    (id) => ({ method: 'POST', path: `/quotes/${id}/revise`, intent: `revise ${id}` }),
    () => touchedByQuote(),
  );
  const converting = useChange<string, Converted>(
    (id) => ({ method: 'POST', path: `/quotes/${id}/convert`, intent: `convert ${id}` }),
    () => touchedByQuote(),
  );
  const sending = useChange<string>(
    (id) => ({ method: 'POST', path: `/quotes/${id}/mail`, intent: `mail ${id}` }),
    () => touchedByQuote(),
  );
  return {
    busy: revising.busy || converting.busy || sending.busy,
    sendAgain: async (id: string) => {
      try {
        sayOutcome(await sending.run(id), 'The quote is on its way again, with a fresh link.');
      } catch (error) {
        sayFailure(error, 'send this quote again');
      }
    },
    revise: async (id: string) => {
      try {
        const outcome = await revising.run(id);
        sayOutcome(outcome, 'A new version is drafted. The one before it stands until you send this one.');
        if (outcome.kind === 'done') navigate?.(routes.editQuote(outcome.body.id));
      } catch (error) {
        sayFailure(error, 'revise this quote');
      }
    },
    convert: async (id: string) => {
      try {
        const outcome = await converting.run(id);
        sayOutcome(outcome, 'The quote is a draft invoice now. Look it over and issue it.');
        if (outcome.kind === 'done') navigate?.(routes.editInvoice(outcome.body.invoiceId));
      } catch (error) {
        sayFailure(error, 'turn this quote into an invoice');
      }
    },
  };
}
