import { Button, DateText } from '@purser/ui';
import type { AutopayModel } from '../../../src/api/models/paymentMethod.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { useCan } from '../session/useSession.ts';

/** Whether a customer pays automatically. They switch it on themselves, with their consent; staff may switch it off. */
export function AutopayLine({ customerId }: { customerId: string }) {
  const path = `/customers/${customerId}/autopay`;
  const mayBill = useCan('bill');
  const { data } = useRead<AutopayModel>(path);
  const change = useChange<{ on: boolean }>(
    (body) => ({ method: 'POST', path, body, intent: `autopay ${customerId}` }),
    () => [path],
  );
  if (!data) return null;
  const off = async () => {
    try {
      sayOutcome(await change.run({ on: false }), 'Automatic payment is off.');
    } catch (error) {
      sayFailure(error, 'switch automatic payment off');
    }
  };
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-line border-t px-4 py-3 text-sm sm:px-5">
      <span className="text-ink-2">
        {data.on && data.changedAt ? (
          <>
            Pays automatically since <DateText at={data.changedAt} />
          </>
        ) : (
          'Does not pay automatically'
        )}
      </span>
      {data.on && mayBill && (
        <Button size="small" busy={change.busy} onClick={() => void off()}>
          Switch off
        </Button>
      )}
    </div>
  );
}
