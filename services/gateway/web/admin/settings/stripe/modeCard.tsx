import { Badge, Button, Card, ConfirmDialog, CopyText, DateText, FactList, RelativeTime } from '@purser/ui';
import { useState } from 'react';
import type { StripeModel, StripeModeModel } from '../../../../src/api/models/stripe.ts';
import { intended, useChange } from '../../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { EndpointList } from './endpointList.tsx';
import { KeysDialog } from './keysDialog.tsx';
import { useStripeSide } from './stripeSide.ts';
import { modeWords, touched } from './stripeWords.ts';
import { VerdictList } from './verdictList.tsx';

type Props = { mode: StripeModeModel; inUse: StripeModel['inUse']; sandbox: boolean };

/** One of Stripe's two worlds: its keys, how it stands, and where Stripe calls us. */
export function ModeCard({ mode: given, inUse, sandbox }: Props) {
  const { mode, keys, verdicts, checkedAt } = given;
  const { isPlatform, mayAdminister } = useStripeSide();
  const [setting, setSetting] = useState(false);
  const isUsed = inUse?.mode === mode && inUse.account === 'own';
  const isShut = mode === 'live' && sandbox;
  return (
    <Card
      title={modeWords[mode]}
      aside={isUsed && !isPlatform && <Badge tone={mode === 'live' ? 'success' : 'warning'}>In use</Badge>}
      flush
    >
      <div className="flex flex-col gap-3 px-4 pb-4 sm:px-5">
        {keys ? (
          <KeyFacts keys={keys} />
        ) : (
          <p className="text-ink-3 text-sm">
            {isShut
              ? 'This installation talks to a sandbox: live keys are refused here.'
              : `No ${mode} keys yet. They are kept sealed and never shown again.`}
          </p>
        )}
        {mayAdminister && (
          <div className="flex flex-wrap gap-2">
            {!isShut && (
              <Button size="small" variant={keys ? 'secondary' : 'primary'} onClick={() => setSetting(true)}>
                {keys ? 'Replace keys' : 'Set keys'}
                <span className="sr-only"> of {modeWords[mode]}</span>
              </Button>
            )}
            {keys && <TestButton mode={mode} />}
            {keys && !isUsed && !isPlatform && <UseButton mode={mode} />}
          </div>
        )}
      </div>
      {checkedAt && (
        <section aria-label={`What the test of ${modeWords[mode]} found`} className="border-line border-t">
          <VerdictList verdicts={verdicts} />
          <p className="px-4 pb-3 text-ink-3 text-xs sm:px-5">
            Looked at <RelativeTime at={checkedAt} />
          </p>
        </section>
      )}
      {keys && <EndpointList mode={mode} endpoints={given.endpoints} />}
      {setting && <KeysDialog mode={mode} onClose={() => setSetting(false)} />}
    </Card>
  );
}

function KeyFacts({ keys }: { keys: NonNullable<StripeModeModel['keys']> }) {
  const { publishableKey, secretHint, restricted, accountId, accountName, changedAt } = keys;
  return (
    <FactList
      facts={[
        {
          label: 'Account',
          value: accountId ? (
            <>
              {accountName && <span className="block">{accountName}</span>}
              <CopyText text={accountId} label="the account’s id" />
            </>
          ) : (
            'Not known: the key may not read it'
          ),
        },
        { label: 'Publishable key', value: <CopyText text={publishableKey} label="the publishable key" /> },
        {
          label: restricted ? 'Restricted key' : 'Secret key',
          value: <span className="figures">{secretHint ? `•••• ${secretHint}` : 'Stored, sealed'}</span>,
        },
        { label: 'Set', value: <DateText at={changedAt} /> },
      ]}
    />
  );
}

function TestButton({ mode }: { mode: StripeModeModel['mode'] }) {
  const { path } = useStripeSide();
  const check = useChange<void>(() => intended('POST', `${path}/${mode}/check`), touched);
  const run = async () => {
    try {
      sayOutcome(await check.run(), 'The connection was tested.');
    } catch (error) {
      sayFailure(error, 'test the connection');
    }
  };
  return (
    <Button size="small" busy={check.busy} onClick={() => void run()}>
      Test connection<span className="sr-only"> of {modeWords[mode]}</span>
    </Button>
  );
}

function UseButton({ mode }: { mode: StripeModeModel['mode'] }) {
  const [asking, setAsking] = useState(false);
  const use = useChange<void>(() => intended('POST', `/stripe/${mode}/use`), touched);
  return (
    <>
      <Button size="small" onClick={() => setAsking(true)}>
        Use {modeWords[mode].toLowerCase()}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        verb="Use"
        object={modeWords[mode].toLowerCase()}
        consequence={
          mode === 'live'
            ? 'From now on customers’ cards are charged for real. What was begun in test mode is finished there. Cards on file in test mode do not come along.'
            : 'From now on no money moves, though pages look as before. Payments that were begun in live mode are finished there.'
        }
        tone={mode === 'live' ? 'normal' : 'danger'}
        {...(mode === 'live' && { typeToConfirm: 'live' })}
        onConfirm={async () => sayOutcome(await use.run(), `${modeWords[mode]} is in use.`)}
      />
    </>
  );
}
