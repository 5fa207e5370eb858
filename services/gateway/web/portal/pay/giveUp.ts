import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../shared/api/apiContext.tsx';
import { codeOf } from '../../shared/api/apiError.ts';
import { change } from '../../shared/api/outcome.ts';

/** What becomes of a payment that its payer would rather change: it is ended, or it was confirmed and counts. */
export type GivenUp = 'ended' | 'counts';

/**
 * Ends a payment that was got ready, at Stripe too, so that it holds its invoice for nobody. Where that could not be done the payer may go
 * back all the same: whatever they choose next takes its place first.
 */
export function useGiveUp(attemptId: string, then: (what: GivenUp) => void) {
  const api = useApi();
  const { mutate, isPending } = useMutation({
    mutationFn: async (): Promise<GivenUp> => {
      try {
        await change(api, 'POST', `/portal/attempts/${attemptId}/cancel`, { intent: `giveUp ${attemptId}` });
        return 'ended';
      } catch (error) {
        return codeOf(error) === 'payment_not_ended' ? 'counts' : 'ended';
      }
    },
    onSuccess: then,
  });
  return { giveUp: () => mutate(), busy: isPending };
}
