import { Skeleton, Switch } from '@purser/ui';
import type { CustomerRemindersModel } from '../../../src/api/models/chasing.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useRead } from '../../shared/api/reads.ts';
import { sayFailure, sayOutcome } from '../forms/saidOutcome.ts';
import { useCan } from '../session/useSession.ts';

type Props = { customer: { id: string; name: string } };

/** Whether this customer is reminded of what they owe. Takes effect at once. */
export function RemindersSwitch({ customer: { id, name } }: Props) {
  const path = `/customers/${id}/reminders`;
  const mayBill = useCan('bill');
  const { data, error } = useRead<CustomerRemindersModel>(path);
  const change = useChange<CustomerRemindersModel, CustomerRemindersModel>(
    (body) => ({ method: 'PUT', path, body }),
    () => [path],
  );
  if (!data) return error ? null : <Skeleton className="h-9" />;
  const set = async (reminders: boolean) => {
    try {
      const done = reminders ? `${name} is reminded of what is due.` : `${name} is not reminded any more.`;
      sayOutcome(await change.run({ reminders }), done);
    } catch (error) {
      sayFailure(error, reminders ? `have ${name} reminded` : `end the reminders of ${name}`);
    }
  };
  return (
    <Switch
      label="Reminders"
      hint="By mail, on the days set for all customers. Late fees are charged either way."
      checked={data.reminders}
      disabled={!mayBill}
      busy={change.busy}
      onCheckedChange={(on) => void set(on)}
    />
  );
}
