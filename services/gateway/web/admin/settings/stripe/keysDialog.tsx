import { Field, Input } from '@purser/ui';
import { useState } from 'react';
import type { StripeKeysBody, StripeModeModel } from '../../../../src/api/models/stripe.ts';
import { fieldProblem } from '../../../shared/api/apiError.ts';
import { intended, useChange } from '../../../shared/api/changes.ts';
import { FormDialog } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { useStripeSide } from './stripeSide.ts';
import { modeWords, touched } from './stripeWords.ts';

type Props = { mode: StripeModeModel['mode']; onClose: () => void };

/** Takes a pair of keys. They are tried at Stripe before they are kept. */
export function KeysDialog({ mode, onClose }: Props) {
  const [secretKey, setSecretKey] = useState('');
  const [publishableKey, setPublishableKey] = useState('');
  const [tried, setTried] = useState(false);
  const { path } = useStripeSide();
  const put = useChange<StripeKeysBody>((body) => intended('PUT', `${path}/${mode}/keys`, body), touched);
  const wrong = {
    publishableKey: problemOf(publishableKey, mode, 'pk'),
    secretKey: problemOf(secretKey, mode, 'sk or rk'),
  };
  /** What Stripe said of a key stands at its field until another is typed. */
  const said = (key: 'publishableKey' | 'secretKey') => fieldProblem(put.error, key);
  const submit = async () => {
    setTried(true);
    if (wrong.publishableKey || wrong.secretKey) return false;
    try {
      const outcome = await put.run({ secretKey: secretKey.trim(), publishableKey: publishableKey.trim() });
      sayOutcome(outcome, `The keys of ${modeWords[mode].toLowerCase()} are set.`);
      return true;
    } catch (error) {
      if (fieldProblem(error, 'publishableKey') || fieldProblem(error, 'secretKey')) return false;
      throw error;
    }
  };
  const type = (set: (text: string) => void) => (text: string) => {
    put.reset();
    set(text);
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={`Keys of ${modeWords[mode].toLowerCase()}`}
      description="They stand in Stripe’s dashboard under Developers, API keys. They are tried at Stripe, kept sealed, and never shown again."
      submitLabel="Set keys"
      doing="set the keys"
      onSubmit={submit}
    >
      <Field label="Publishable key" error={tried ? (wrong.publishableKey ?? said('publishableKey')) : undefined}>
        <Input
          value={publishableKey}
          placeholder={`pk_${mode}_…`}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => type(setPublishableKey)(event.currentTarget.value)}
        />
      </Field>
      <Field
        label="Secret or restricted key"
        hint="A restricted key must write PaymentIntents, SetupIntents, Refunds, Customers, Payment Methods and Webhook Endpoints, and read Charges, Balance and Disputes."
        error={tried ? (wrong.secretKey ?? said('secretKey')) : undefined}
      >
        <Input
          type="password"
          value={secretKey}
          placeholder={`sk_${mode}_… or rk_${mode}_…`}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => type(setSecretKey)(event.currentTarget.value)}
        />
      </Field>
    </FormDialog>
  );
}

function problemOf(key: string, mode: StripeModeModel['mode'], kind: 'pk' | 'sk or rk'): string | undefined {
  const start = kind === 'pk' ? 'pk' : '(sk|rk)';
  if (new RegExp(`^${start}_${mode}_\\w{8,}$`).test(key.trim())) return undefined;
  if (/_(test|live)_/.test(key) && !key.includes(`_${mode}_`)) return `This is no ${mode} key.`;
  return `A ${mode} key that begins with ${kind === 'pk' ? `pk_${mode}_` : `sk_${mode}_ or rk_${mode}_`}.`;
}
