import { CopyText, Field, Input, Select } from '@purser/ui';
import { useMemo, useState } from 'react';
import type { StripeEndpointBody, StripeModeModel, StripeSecretBody } from '../../../../src/api/models/stripe.ts';
import { intended, useChange } from '../../../shared/api/changes.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { useStripeSide } from './stripeSide.ts';
import { keepOptions, touched, webhookSecretForm } from './stripeWords.ts';

const noSecret = 'It begins with whsec_ and stands in Stripe’s dashboard beside the endpoint.';

/** For an endpoint that we made: another one takes its place. */
export function RotateDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [hours, setHours] = useState('24');
  const { path } = useStripeSide();
  const rotate = useChange<number>(
    (keep_hours) => intended('POST', `${path}/endpoints/${id}/rotate`, { keep_hours }),
    touched,
  );
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Rotate the endpoint"
      description="A new endpoint with a new secret is made at Stripe. Until the old one ends, both are called; each event counts once."
      submitLabel="Rotate"
      doing="rotate the endpoint"
      onSubmit={async () => {
        sayOutcome(await rotate.run(Number(hours)), 'A new endpoint took its place.');
        return true;
      }}
    >
      <Field label="The old one counts for">
        <Select options={keepOptions} value={hours} onValueChange={setHours} />
      </Field>
    </FormDialog>
  );
}

/** For one that was rolled in Stripe's dashboard. */
export function SecretDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const [secret, setSecret] = useState('');
  const [hours, setHours] = useState('24');
  const [tried, setTried] = useState(false);
  const { path } = useStripeSide();
  const add = useChange<StripeSecretBody>((body) => intended('POST', `${path}/endpoints/${id}/secrets`, body), touched);
  const isWrong = !webhookSecretForm.test(secret.trim());
  const submit = async () => {
    setTried(true);
    if (isWrong) return false;
    sayOutcome(
      await add.run({ secret: secret.trim(), keep_hours: Number(hours) }),
      'The new secret counts from now on.',
    );
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Add a secret"
      description="After “Roll secret” in Stripe’s dashboard: the new secret counts at once, and the old one for as long as you choose."
      submitLabel="Add secret"
      doing="add the secret"
      onSubmit={submit}
    >
      <SecretField secret={secret} onChange={setSecret} error={tried && isWrong ? noSecret : undefined} />
      <Field label="The old one counts for">
        <Select options={keepOptions} value={hours} onValueChange={setHours} />
      </Field>
    </FormDialog>
  );
}

type AddProps = { mode: StripeModeModel['mode']; base: string; onClose: () => void };

/** For one that is made in Stripe's dashboard: its address is told first, then Stripe tells the secret. */
export function AddEndpointDialog({ mode, base, onClose }: AddProps) {
  const uuid = useMemo(() => crypto.randomUUID(), []);
  const [form, setForm] = useState<StripeEndpointBody['form']>('snapshot');
  const [secret, setSecret] = useState('');
  const [tried, setTried] = useState(false);
  const { path } = useStripeSide();
  const add = useChange<StripeEndpointBody>((body) => intended('PUT', `${path}/${mode}/endpoints`, body), touched);
  const isWrong = !webhookSecretForm.test(secret.trim());
  const submit = async () => {
    setTried(true);
    if (isWrong) return false;
    const id = `wep_${uuid.replaceAll('-', '')}`;
    sayOutcome(await add.run({ id, form, secret: secret.trim() }), 'The endpoint is taken in.');
    return true;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title="Add an endpoint by hand"
      description="Make a webhook endpoint in Stripe’s dashboard that calls this address, and copy its signing secret here."
      submitLabel="Add endpoint"
      doing="add the endpoint"
      onSubmit={submit}
    >
      <div className="flex min-w-0 flex-col gap-1.5 text-sm">
        <span className="font-medium">Address</span>
        <CopyText text={`${base}/${uuid}`} label="the endpoint’s address" />
      </div>
      <Field label="Events" hint="Thin events are needed for connected accounts of Stripe’s newer kind alone.">
        <Select
          options={[
            { value: 'snapshot', label: 'Snapshot: each event holds its object' },
            { value: 'thin', label: 'Thin: an event only names its object' },
          ]}
          value={form}
          onValueChange={(value) => setForm(value === 'thin' ? 'thin' : 'snapshot')}
        />
      </Field>
      <SecretField secret={secret} onChange={setSecret} error={tried && isWrong ? noSecret : undefined} />
    </FormDialog>
  );
}

type SecretProps = { secret: string; onChange: (secret: string) => void; error: string | undefined };

function SecretField({ secret, onChange, error }: SecretProps) {
  return (
    <Field label="Signing secret" error={error}>
      <Input
        type="password"
        value={secret}
        placeholder="whsec_…"
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
  );
}
