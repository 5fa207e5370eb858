import { Badge, Button, ConfirmDialog, CopyText, DateText, Menu, RelativeTime } from '@purser/ui';
import { MoreHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { StripeEndpointModel, StripeMakeBody, StripeModeModel } from '../../../../src/api/models/stripe.ts';
import { intended, useChange } from '../../../shared/api/changes.ts';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';
import { AddEndpointDialog, RotateDialog, SecretDialog } from './endpointDialogs.tsx';
import { useStripeSide } from './stripeSide.ts';
import { modeWords, touched } from './stripeWords.ts';

type Mode = StripeModeModel['mode'];

/** Where Stripe calls us in a mode. */
export function EndpointList({ mode, endpoints }: { mode: Mode; endpoints: readonly StripeEndpointModel[] }) {
  const { mayAdminister } = useStripeSide();
  const [adding, setAdding] = useState(false);
  const make = useMake(mode, 'snapshot');
  return (
    <section aria-label={`Webhook endpoints of ${modeWords[mode]}`} className="border-line border-t">
      <div className="flex flex-wrap items-center justify-between gap-2 px-4 pt-3 pb-2 sm:px-5">
        <h3 className="font-semibold text-sm">Webhook endpoints</h3>
        {mayAdminister && (
          <span className="flex flex-wrap gap-2">
            <Button size="small" onClick={() => setAdding(true)}>
              Add by hand<span className="sr-only"> in {modeWords[mode]}</span>
            </Button>
            <Button
              size="small"
              variant={endpoints.length === 0 ? 'primary' : 'secondary'}
              busy={make.busy}
              onClick={() => void make.run()}
            >
              Make one<span className="sr-only"> in {modeWords[mode]}</span>
            </Button>
          </span>
        )}
      </div>
      {endpoints.length === 0 ? (
        <p className="px-4 pb-4 text-ink-3 text-sm sm:px-5">
          None yet. “Make one” has Stripe call this installation with what is used, and keeps the secret sealed.
        </p>
      ) : (
        <ul>
          {endpoints.map((endpoint) => (
            <EndpointRow key={endpoint.id} endpoint={endpoint} />
          ))}
        </ul>
      )}
      {mayAdminister && endpoints.every(({ form }) => form !== 'thin') && <ThinOffer mode={mode} />}
      {adding && <AddEndpointDialog mode={mode} base={baseOf(endpoints)} onClose={() => setAdding(false)} />}
    </section>
  );
}

const formWords = { snapshot: 'webhook endpoint', thin: 'destination of thin events' };

function useMake(mode: Mode, form: NonNullable<StripeMakeBody['form']>) {
  const { path } = useStripeSide();
  const make = useChange<StripeMakeBody>((body) => intended('POST', `${path}/${mode}/endpoints`, body), touched);
  const run = async () => {
    try {
      sayOutcome(await make.run({ form }), `The ${formWords[form]} is made.`);
    } catch (error) {
      sayFailure(error, `make the ${formWords[form]}`);
    }
  };
  return { run, busy: make.busy };
}

/** While there is none. */
function ThinOffer({ mode }: { mode: Mode }) {
  const { isPlatform } = useStripeSide();
  const make = useMake(mode, 'thin');
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-t px-4 py-3 sm:px-5">
      <p className="min-w-0 flex-1 basis-64 text-ink-3 text-xs">
        {isPlatform
          ? 'How accounts of Stripe’s newer kind stand is told by thin events alone: they name what changed, and it is read at Stripe.'
          : 'Thin events name what happened, and it is read at Stripe. They may come beside the others: each payment counts once.'}
      </p>
      <Button size="small" busy={make.busy} onClick={() => void make.run()}>
        Make one for thin events<span className="sr-only"> in {modeWords[mode]}</span>
      </Button>
    </div>
  );
}

/** Where endpoints are, as the server names it for those that are there; this page's own origin before there is one. */
function baseOf(endpoints: readonly StripeEndpointModel[]): string {
  const [known] = endpoints;
  return known ? known.url.slice(0, known.url.lastIndexOf('/')) : `${window.location.origin}/webhooks/stripe`;
}

type Task = 'rotate' | 'secret' | 'remove';

function EndpointRow({ endpoint }: { endpoint: StripeEndpointModel }) {
  const { id, url, form, ours, madeAt, endsAt, lastEventAt, oldSecretsEndAt } = endpoint;
  const { path, mayAdminister } = useStripeSide();
  const [task, setTask] = useState<Task>();
  const close = () => setTask(undefined);
  const remove = useChange<void>(() => intended('DELETE', `${path}/endpoints/${id}`), touched);
  return (
    <li className="flex items-start justify-between gap-3 border-line border-t px-4 py-3 sm:px-5">
      <span className="min-w-0 flex-1 text-sm">
        <CopyText text={url} label="the endpoint’s address" />
        <span className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-xs">
          {form === 'thin' && <Badge>Thin events</Badge>}
          {endsAt && <Badge tone="warning">Being replaced</Badge>}
          <span>
            {ours ? 'Made here' : 'Made at Stripe'} <DateText at={madeAt} withTime={false} />
          </span>
          <span>
            {lastEventAt ? (
              <>
                last event <RelativeTime at={lastEventAt} />
              </>
            ) : (
              'no event lately'
            )}
          </span>
          {endsAt && (
            <span>
              ends <DateText at={endsAt} />
            </span>
          )}
          {oldSecretsEndAt && (
            <span>
              the old secret counts until <DateText at={oldSecretsEndAt} />
            </span>
          )}
        </span>
      </span>
      {mayAdminister && (
        <Menu
          align="end"
          trigger={
            <Button
              size="small"
              variant="ghost"
              aria-label={`What to do with the endpoint …${id.slice(-6)}`}
              icon={<MoreHorizontal aria-hidden size={16} />}
            />
          }
          items={[
            ...(ours && !endsAt ? [{ id: 'rotate', label: 'Rotate…', onSelect: () => setTask('rotate') }] : []),
            { id: 'secret', label: 'Add a secret…', onSelect: () => setTask('secret') },
            { id: 'remove', label: 'Remove…', onSelect: () => setTask('remove'), tone: 'danger' as const },
          ]}
        />
      )}
      {task === 'rotate' && <RotateDialog id={id} onClose={close} />}
      {task === 'secret' && <SecretDialog id={id} onClose={close} />}
      {task === 'remove' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          tone="danger"
          verb="Remove"
          object={`the endpoint …${id.slice(-6)}`}
          consequence={
            ours
              ? 'It is deleted at Stripe too, and events that are still on their way to it are lost.'
              : 'What Stripe still sends there is refused. Delete it in Stripe’s dashboard as well.'
          }
          onConfirm={async () => sayOutcome(await remove.run(), 'The endpoint is removed.')}
        />
      )}
    </li>
  );
}
