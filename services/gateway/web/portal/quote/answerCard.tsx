import {
  Button,
  Card,
  Checkbox,
  explainProblem,
  Field,
  Input,
  moneyText,
  Notice,
  Textarea,
  useSurroundings,
} from '@purser/ui';
import { useId, useState } from 'react';
import type { PortalQuoteModel } from '../../../src/api/models/quote.ts';
import { useChange } from '../../shared/api/changes.ts';
import { useSession } from '../session/useSession.ts';

type Props = { quote: PortalQuoteModel; chosen: ReadonlySet<string>; total: number | null };

/** Yes, with a name and a sentence that says what it means; or no. */
export function AnswerCard(props: Props) {
  const { mayDecide } = useSession();
  const [declining, setDeclining] = useState(false);
  if (!mayDecide)
    return (
      <Notice title="You can read this quote, and not answer it.">
        That is for those who own your company’s account or do its billing.
      </Notice>
    );
  return declining ? (
    <Decline quote={props.quote} onBack={() => setDeclining(false)} />
  ) : (
    <Accept {...props} onDecline={() => setDeclining(true)} />
  );
}

type Acceptance = { name: string; consent: true; chosen: string[]; total: number };

function Accept({ quote, chosen, total, onDecline }: Props & { onDecline: () => void }) {
  const { tenant } = useSession();
  const { locale } = useSurroundings();
  const [name, setName] = useState('');
  const [consent, setConsent] = useState(false);
  const [tried, setTried] = useState(false);
  const consentId = useId();
  const path = `/portal/quotes/${quote.id}`;
  const change = useChange<Acceptance, PortalQuoteModel>(
    (body) => ({ method: 'POST', path: `${path}/accept`, body, intent: `accept ${quote.id}` }),
    () => [path, '/portal/panels/quotes'],
  );
  const unnamed = name.trim() === '';
  const submit = () => {
    setTried(true);
    if (unnamed || !consent || total === null) return;
    // What went wrong stands below; whoever else was quicker is said by the page itself.
    change.run({ name: name.trim(), consent, chosen: [...chosen], total }).catch(() => {});
  };
  const amount = moneyText(total ?? 0, quote.currency, locale);
  return (
    <Card title="Accept this quote">
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label="Your name" error={tried && unnamed ? 'Enter your name.' : undefined}>
          <Input
            autoComplete="name"
            value={name}
            maxLength={200}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        </Field>
        <div>
          <Checkbox
            checked={consent}
            onCheckedChange={setConsent}
            label={`I accept this quote of ${amount} from ${tenant.company?.legalName ?? tenant.name}, and may do so for those it is addressed to.`}
          />
          <p id={consentId} aria-live="polite" className="mt-1 pl-6.5 font-medium text-red text-xs empty:hidden">
            {tried && !consent ? 'Tick this to accept.' : null}
          </p>
        </div>
        {total === null && (
          <Notice tone="warning" title="Nothing is chosen.">
            Choose at least one line above, or decline the quote.
          </Notice>
        )}
        <Failed error={change.error} doing="accept this quote" />
        <div className="flex flex-col gap-2">
          <Button type="submit" variant="primary" size="large" wide busy={change.busy}>
            Accept
          </Button>
          <Button variant="ghost" wide disabled={change.busy} onClick={onDecline}>
            Decline…
          </Button>
        </div>
        <p className="text-ink-3 text-xs">Your name, the time and your network address are kept with your answer.</p>
      </form>
    </Card>
  );
}

function Decline({ quote, onBack }: { quote: PortalQuoteModel; onBack: () => void }) {
  const [reason, setReason] = useState('');
  const path = `/portal/quotes/${quote.id}`;
  const change = useChange<{ reason?: string }, PortalQuoteModel>(
    (body) => ({ method: 'POST', path: `${path}/decline`, body, intent: `decline ${quote.id}` }),
    () => [path, '/portal/panels/quotes'],
  );
  const submit = () => {
    const said = reason.trim();
    change.run(said === '' ? {} : { reason: said }).catch(() => {});
  };
  return (
    <Card title="Decline this quote">
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label="Why" required={false} hint="It helps the sender to make a better offer.">
          <Textarea
            autoFocus
            value={reason}
            maxLength={1000}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Field>
        <Failed error={change.error} doing="decline this quote" />
        <div className="flex flex-col gap-2">
          <Button type="submit" variant="danger" size="large" wide busy={change.busy}>
            Decline
          </Button>
          <Button variant="ghost" wide disabled={change.busy} onClick={onBack}>
            Back
          </Button>
        </div>
      </form>
    </Card>
  );
}

function Failed({ error, doing }: { error: unknown; doing: string }) {
  if (!error) return null;
  const { happened, notDone, toDo } = explainProblem(error, doing);
  return (
    <Notice tone="danger" title={happened}>
      {notDone} {toDo}
    </Notice>
  );
}
