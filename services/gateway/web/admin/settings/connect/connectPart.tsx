import { Badge, Button, Card, ErrorState, Field, Notice, Select, Skeleton } from '@purser/ui';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { StripeConnectModel } from '../../../../src/api/models/stripeConnect.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { useRead } from '../../../shared/api/reads.ts';
import { sayFailure } from '../../forms/saidOutcome.ts';
import { useCan } from '../../session/useSession.ts';
import { AccountCard } from './accountCard.tsx';
import { feeWords, problems } from './connectWords.ts';
import { FeeStatement } from './feeStatement.tsx';

/** A Stripe account that is connected to this installation: how it stands, and what the installation takes of its payments. */
export function ConnectPart() {
  const { data, error, refetch } = useRead<StripeConnectModel>('/stripe-connect', { refetchEvery_ms: 5_000 });
  if (error && !data)
    return <ErrorState error={error} doing="load the connected account" onRetry={() => void refetch()} />;
  if (!data) return <Skeleton className="h-64" />;
  const shown = data.connections.filter(({ status }) => status !== 'left');
  return (
    <div className="flex min-w-0 max-w-4xl flex-col gap-5">
      <Returned />
      {data.inUse?.stopped && (
        <Notice tone="danger" title="Nobody can pay by card.">
          Your Stripe account is not connected any more. Automatic payments wait. Connect it again, or use keys of your
          own.
        </Notice>
      )}
      {shown.map((connection) => (
        <AccountCard
          key={`${connection.mode} ${connection.account}`}
          connection={connection}
          inUse={data.inUse}
          ownKeys={data.ownKeys}
        />
      ))}
      <Begin connect={data} />
      {(data.fee.basisPoints > 0 || data.fee.fixed.length > 0 || shown.length > 0) && (
        <FeeStatement fee={feeWords(data.fee)} />
      )}
    </div>
  );
}

/** What came of the visit at Stripe, told once by the address. */
function Returned() {
  const [address, setAddress] = useSearchParams();
  const problem = address.get('problem');
  const connected = address.get('connected') === '1';
  const returned = address.get('returned') === '1';
  if (problem === null && !connected && !returned) return null;
  const dismiss = () => setAddress({}, { replace: true });
  if (problem !== null)
    return (
      <Notice tone="danger" title="Your Stripe account was not connected." onDismiss={dismiss}>
        {problems[problem] ?? 'Something went wrong on the way. Nothing was changed; try again.'}
      </Notice>
    );
  return (
    <Notice
      tone="success"
      title={connected ? 'Your Stripe account is connected.' : 'You are back from Stripe.'}
      onDismiss={dismiss}
    >
      {returned && 'How your account stands is below, as Stripe tells it.'}
    </Notice>
  );
}

/** Only addresses of pages are followed. */
function useWay(path: string, body: object) {
  const begin = useChange<void, { url: string }>(
    () => ({ method: 'POST', path, body }),
    () => ['/stripe-connect'],
  );
  const run = async () => {
    try {
      const outcome = await begin.run();
      if (outcome.kind === 'done' && /^https?:\/\//.test(outcome.body.url)) location.assign(outcome.body.url);
    } catch (error) {
      sayFailure(error, 'begin at Stripe');
    }
  };
  return { run: () => void run(), busy: begin.busy };
}

const countries = [
  'GB',
  'IE',
  'US',
  'CA',
  'AU',
  'NZ',
  'DE',
  'FR',
  'NL',
  'BE',
  'ES',
  'IT',
  'AT',
  'CH',
  'SE',
  'DK',
  'NO',
  'FI',
];
/** The company's own stands first where the list has it not. */
const withKnown = (known: string) => (known === '' || countries.includes(known) ? countries : [known, ...countries]);
const countryName = new Intl.DisplayNames('en-GB', { type: 'region' });

function Begin({ connect: { offers, connections } }: { connect: StripeConnectModel }) {
  const open = offers.filter(({ mode }) => !connections.some((each) => each.mode === mode && each.status === 'open'));
  const [mode, setMode] = useState(open[0]?.mode ?? 'test');
  const offer = open.find((each) => each.mode === mode) ?? open[0];
  const mayAdminister = useCan('administer');
  const { data: tenant } = useRead<TenantModel>('/tenant');
  const known = tenant?.company?.address?.country ?? '';
  const [chosen, setCountry] = useState<string>();
  const country = chosen ?? known;
  const way = useWay('/stripe-connect/onboarding', { mode: offer?.mode, country });
  const consent = useWay('/stripe-connect/consent', { mode: offer?.mode });
  if (offers.length === 0)
    return (
      <Notice tone="info" title="Stripe Connect is not offered here.">
        Use Stripe keys of your own, under Settings, Stripe; or ask whoever runs this installation.
      </Notice>
    );
  if (!offer) return null;
  return (
    <Card
      title="Connect with Stripe"
      aside={
        <Badge tone={offer.mode === 'live' ? 'success' : 'warning'}>{offer.mode === 'live' ? 'Live' : 'Test'}</Badge>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="max-w-prose text-ink-2 text-sm">
          Customers pay into a Stripe account of your own. Stripe asks for your company and bank on its own pages; no
          key is kept here.
        </p>
        {mayAdminister ? (
          <>
            <div className="flex flex-wrap items-end gap-3">
              {open.length > 1 && (
                <Field label="Mode">
                  <Select
                    options={open.map((each) => ({ value: each.mode, label: each.mode === 'live' ? 'Live' : 'Test' }))}
                    value={offer.mode}
                    onValueChange={(next) => setMode(next === 'live' ? 'live' : 'test')}
                  />
                </Field>
              )}
              <Field label="Where your company is">
                <Select
                  {...(country === '' && { placeholder: 'Choose a country' })}
                  options={withKnown(known).map((code) => ({ value: code, label: countryName.of(code) ?? code }))}
                  value={country}
                  onValueChange={setCountry}
                />
              </Field>
              <Button variant="primary" busy={way.busy} disabled={country === ''} onClick={way.run}>
                Connect with Stripe
              </Button>
            </div>
            {offer.existing && (
              <p className="text-ink-3 text-sm">
                Have a Stripe account already?{' '}
                <Button size="small" variant="ghost" busy={consent.busy} onClick={consent.run}>
                  Connect that one
                </Button>
              </p>
            )}
          </>
        ) : (
          <p className="text-ink-3 text-sm">An owner or administrator can connect one.</p>
        )}
      </div>
    </Card>
  );
}
