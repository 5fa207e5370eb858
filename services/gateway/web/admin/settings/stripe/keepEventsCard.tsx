import { Button, Card, Field, Input } from '@purser/ui';
import { type FormEvent, useState } from 'react';
import { useChange } from '../../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { useCan } from '../../session/useSession.ts';
import { touched } from './stripeWords.ts';

const least = 7;
const most = 3650;

/** How long what events held is kept. */
export function KeepEventsCard({ days }: { days: number }) {
  const mayAdminister = useCan('administer');
  const [typed, setTyped] = useState(String(days));
  const [tried, setTried] = useState(false);
  const put = useChange<number>(
    (value) => ({ method: 'PUT', path: '/stripe/keep-events', body: { days: value } }),
    touched,
  );
  const value = Number(typed);
  const isWrong = !Number.isInteger(value) || value < least || value > most;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isWrong) return;
    try {
      sayOutcome(await put.run(value), `What events held is deleted after ${value} days.`);
    } catch (error) {
      sayFailure(error, 'set how long events are kept');
    }
  };
  return (
    <Card title="How long events are kept">
      <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-3">
        <p className="text-ink-3 text-sm">
          What Stripe sends holds names and addresses of your customers. After this time it is deleted; that an event
          came stays known, so that a late repeat counts for nothing. What is not dealt with is kept.
        </p>
        <div className="flex flex-wrap items-start gap-3">
          <Field
            label="Days"
            hideLabel
            error={tried && isWrong ? `A whole number from ${least} to ${most}.` : undefined}
            className="w-36"
          >
            <Input
              inputMode="numeric"
              suffix="days"
              className="figures"
              value={typed}
              disabled={!mayAdminister}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
          </Field>
          {mayAdminister && (
            <Button type="submit" busy={put.busy} disabled={typed === String(days)}>
              Save
            </Button>
          )}
        </div>
      </form>
    </Card>
  );
}
