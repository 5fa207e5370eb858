import { type Fault, fault } from '@purser/fault';

type Given = { mode: 'test' | 'live'; secretKey: string; publishableKey: string };

/** What is wrong with a pair of keys before anybody is asked: the other mode's, or a live one where no Stripe is. */
export function problemOfKeys({ mode, secretKey, publishableKey }: Given, sandbox: boolean): Fault | undefined {
  const given = Object.entries({ secretKey, publishableKey });
  const wrong = given.filter(([, key]) => !key.includes(`_${mode}_`));
  if (wrong.length > 0)
    return refused(wrong.map(([path]) => ({ path, code: 'wrong_mode', message: `This is not a ${mode} key.` })));
  if (mode === 'live' && sandbox) {
    const message = 'This installation talks to a sandbox, which must never be shown a live key.';
    return refused(given.map(([path]) => ({ path, code: 'live_key_at_sandbox', message })));
  }
  return undefined;
}

const refused = (errors: { path: string; code: string; message: string }[]) =>
  fault('invalid', 'invalid_input', 'The input was refused.', { errors });
