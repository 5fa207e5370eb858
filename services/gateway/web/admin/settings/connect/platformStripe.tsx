import { Button, Card, ErrorState, Field, Input, Notice, Select, Skeleton } from '@purser/ui';
import { useState } from 'react';
import type { ConnectTermsBody, PlatformStripeModel, StripeModeModel } from '../../../../src/api/models/stripe.ts';
import { intended, useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { ModeCard } from '../stripe/modeCard.tsx';
import { StripeSide } from '../stripe/stripeSide.ts';
import { modeWords, touched } from '../stripe/stripeWords.ts';

/** For whoever runs the installation: the Stripe account to which tenants connect theirs. */
export function PlatformStripe() {
  const { data, error, refetch } = useRead<PlatformStripeModel>('/operator/stripe');
  if (error && !data)
    return <ErrorState error={error} doing="load the platform’s Stripe settings" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-96" />;
  const { modes, inUse, sandbox, offers } = data;
  return (
    <StripeSide value="platform">
      <p className="mb-5 max-w-prose text-ink-2 text-sm">
        The account of whoever runs this installation: tenants connect theirs to it, and application fees come to it.
        What your own company’s customers pay is set up under Stripe.
      </p>
      {offers.length === 0 && (
        <Notice tone="warning" title="No tenant can connect an account yet" className="mb-5 max-w-6xl">
          Set the keys of the account to which tenants connect theirs, have an endpoint made, then say how they connect.
        </Notice>
      )}
      <div className="grid min-w-0 max-w-6xl items-start gap-5 lg:grid-cols-2">
        {modes.map((each) => (
          <div key={each.mode} className="flex min-w-0 flex-col gap-5">
            <ModeCard mode={each} inUse={inUse} sandbox={sandbox} />
            {each.keys && <Terms mode={each.mode} offer={offers.find(({ mode }) => mode === each.mode)} />}
          </div>
        ))}
      </div>
    </StripeSide>
  );
}

type Onboarding = ConnectTermsBody['onboarding'];
type Props = { mode: StripeModeModel['mode']; offer: PlatformStripeModel['offers'][number] | undefined };

const ways: { value: Onboarding; label: string }[] = [
  { value: 'v2', label: 'Accounts v2: what Stripe advises' },
  { value: 'standard', label: 'v1, standard: tenants use Stripe’s dashboard' },
  { value: 'express', label: 'v1, express: Stripe’s short dashboard' },
];

/** How tenants' accounts are made and connected. Until it is saved nobody can connect one. */
function Terms({ mode, offer }: Props) {
  const [onboarding, setOnboarding] = useState<Onboarding>(offer?.onboarding ?? 'v2');
  const [application, setApplication] = useState('');
  const save = useChange<ConnectTermsBody>((body) => intended('PUT', `/operator/stripe/${mode}/terms`, body), touched);
  const oauthClient = application.trim();
  const [tried, setTried] = useState(false);
  const isWrong = oauthClient !== '' && !/^ca_\w{4,100}$/.test(oauthClient);
  const run = async () => {
    setTried(true);
    if (isWrong) return;
    try {
      const outcome = await save.run({ onboarding, ...(oauthClient !== '' && { oauthClient }) });
      sayOutcome(outcome, 'Tenants can connect accounts.');
      setApplication('');
    } catch (error) {
      sayFailure(error, 'save how accounts are connected');
    }
  };
  return (
    <Card title={`Connecting accounts, ${modeWords[mode].toLowerCase()}`}>
      <div className="flex flex-col gap-4">
        {!offer && (
          <p className="text-ink-2 text-sm">Tenants cannot connect an account in this mode before this is saved.</p>
        )}
        <Field label="New accounts are made as">
          <Select
            options={ways}
            value={onboarding}
            onValueChange={(value) => setOnboarding(ways.find((way) => way.value === value)?.value ?? 'v2')}
          />
        </Field>
        <Field
          label="Application for accounts that exist"
          hint={
            offer?.existing
              ? 'One is set. Another takes its place.'
              : 'Its id stands in Stripe’s dashboard, Connect, OAuth. Without one only new accounts can be connected.'
          }
          error={tried && isWrong ? 'It begins with ca_.' : undefined}
        >
          <Input
            value={application}
            placeholder="ca_…"
            autoComplete="off"
            spellCheck={false}
            onChange={({ target }) => setApplication(target.value)}
          />
        </Field>
        <Button
          className="self-start"
          variant={offer ? 'secondary' : 'primary'}
          busy={save.busy}
          onClick={() => void run()}
        >
          {offer ? 'Save' : 'Let tenants connect'}
        </Button>
      </div>
    </Card>
  );
}
