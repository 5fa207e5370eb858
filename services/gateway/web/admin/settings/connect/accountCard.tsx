import { Badge, Button, Card, ConfirmDialog, CopyText, DateText, FactList, Notice, RelativeTime } from '@purser/ui';
import { useState } from 'react';
import type { StripeConnectModel } from '../../../../src/api/models/stripeConnect.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { useCan } from '../../session/useSession.ts';
import { abilityWords, type ConnectionModel, requirementWords, standingOf } from './connectWords.ts';

type Home = { mode: 'test' | 'live'; account: string };
type Props = {
  connection: ConnectionModel;
  inUse: StripeConnectModel['inUse'];
  ownKeys: StripeConnectModel['ownKeys'];
};

const touched = () => ['/stripe-connect', '/stripe', '/dashboard'];

function useAct(path: string, done: string, doing: string) {
  const change = useChange<Home>((body) => ({ method: 'POST', path, body }), touched);
  return {
    busy: change.busy,
    run: async (home: Home) => {
      try {
        sayOutcome(await change.run(home), done);
      } catch (error) {
        sayFailure(error, doing);
      }
    },
  };
}

/** One connected account: how it stands in words, and what Stripe waits for. */
export function AccountCard({ connection, inUse, ownKeys }: Props) {
  const { mode, account, status, charges, payouts, due, pending, problems, dueBy, seenAt } = connection;
  const home = { mode, account };
  const { tone, word } = standingOf(connection);
  const isUsed = inUse?.mode === mode && inUse.account === account;
  return (
    <Card
      title={mode === 'live' ? 'Your Stripe account' : 'Your Stripe account, test mode'}
      aside={<Badge tone={tone}>{word}</Badge>}
    >
      <div className="flex min-w-0 flex-col gap-4">
        <FactList
          facts={[
            { label: 'Account', value: <CopyText text={account} /> },
            { label: 'New payments go here', value: isUsed ? 'Yes' : 'No' },
            { label: 'Cards can be charged', value: status === 'open' ? abilityWords[charges] : 'No' },
            { label: 'Money is paid out', value: status === 'open' ? abilityWords[payouts] : 'No' },
            { label: 'Looked at', value: seenAt ? <RelativeTime at={seenAt} /> : null },
          ]}
        />
        {problems.length > 0 && (
          <Notice tone="danger" title="Stripe did not accept something.">
            {problems.join(' ')}
          </Notice>
        )}
        {status === 'open' && due.length > 0 && (
          <section aria-label="What Stripe wants to know">
            <p className="pb-1 font-medium text-sm">
              Stripe wants to know
              {dueBy && (
                <>
                  {' '}
                  until <DateText at={dueBy} />
                </>
              )}
            </p>
            <Wanted fields={due} />
          </section>
        )}
        {status === 'open' && pending.length > 0 && (
          <section aria-label="What Stripe is looking at">
            <p className="pb-1 font-medium text-sm">Stripe is looking at</p>
            <Wanted fields={pending} />
          </section>
        )}
        <Acts home={home} connection={connection} isUsed={isUsed} ownKeys={ownKeys} />
      </div>
    </Card>
  );
}

function Wanted({ fields }: { fields: readonly string[] }) {
  return (
    <ul className="list-disc pl-5 text-ink-2 text-sm">
      {requirementWords(fields).map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  );
}

type ActsProps = { home: Home; connection: ConnectionModel; isUsed: boolean; ownKeys: StripeConnectModel['ownKeys'] };

function Acts({ home, connection: { status, charges, due }, isUsed, ownKeys }: ActsProps) {
  const mayAdminister = useCan('administer');
  const [leaving, setLeaving] = useState(false);
  const check = useAct('/stripe-connect/check', 'Stripe was asked.', 'ask Stripe');
  const use = useAct('/stripe-connect/use', 'New payments go there from now on.', 'change where payments go');
  const leave = useAct('/stripe-connect/leave', 'No more payments go there.', 'stop using this account');
  const onboard = useChange<void, { url: string }>(
    () => ({ method: 'POST', path: '/stripe-connect/onboarding', body: { mode: home.mode } }),
    touched,
  );
  if (!mayAdminister) return null;
  const goOn = async () => {
    try {
      const outcome = await onboard.run();
      if (outcome.kind === 'done' && /^https?:\/\//.test(outcome.body.url)) location.assign(outcome.body.url);
    } catch (error) {
      sayFailure(error, 'open Stripe');
    }
  };
  const ownMode = ownKeys.includes(home.mode);
  return (
    <div className="flex flex-wrap gap-2">
      {status === 'open' && due.length > 0 && (
        <Button variant="primary" size="small" busy={onboard.busy} onClick={() => void goOn()}>
          Go on at Stripe
        </Button>
      )}
      {status === 'open' && !isUsed && charges === 'active' && (
        <Button variant="primary" size="small" busy={use.busy} onClick={() => void use.run(home)}>
          Take payments here
        </Button>
      )}
      {isUsed && ownMode && (
        <Button size="small" busy={use.busy} onClick={() => void use.run({ mode: home.mode, account: 'own' })}>
          Use my own keys instead
        </Button>
      )}
      <Button size="small" variant="ghost" busy={check.busy} onClick={() => void check.run(home)}>
        Look again
      </Button>
      {status === 'open' && (
        <Button size="small" variant="ghost" onClick={() => setLeaving(true)}>
          Stop using it
        </Button>
      )}
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        tone="danger"
        verb="Stop using"
        object={home.account}
        consequence="Nobody can pay by card until another account is connected or keys of your own are used. What is under way ends there, refunds too."
        onConfirm={() => leave.run(home)}
      />
    </div>
  );
}
