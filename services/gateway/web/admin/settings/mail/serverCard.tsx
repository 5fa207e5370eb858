import { Button, Card, ConfirmDialog, Field, Input, Notice, Select } from '@purser/ui';
import { Check, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { MailServerBody, MailServerModel, ServerTestAnswer } from '../../../../src/api/models/mailSettings.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { WhatWentWrong } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { bodyOfServer, faultsOfServer, formOfServer, type ServerForm } from './serverForm.ts';

const securities = [
  { value: 'starttls', label: 'STARTTLS' },
  { value: 'tls', label: 'TLS from the start' },
];

/** The tenant's own mail server, or the installation's; and a try of whichever it is. */
export function ServerCard({ settings }: { settings: MailServerModel }) {
  const { server, installation, ports, mayBePlain } = settings;
  const [form, setForm] = useState(() => formOfServer(settings));
  const [tried, setTried] = useState(false);
  const [clearing, setClearing] = useState(false);
  const save = useChange<MailServerBody>(
    (body) => ({ method: 'PUT', path: '/mail-server', body }),
    () => ['/mail-server'],
  );
  const clear = useChange<void>(
    () => ({ method: 'DELETE', path: '/mail-server' }),
    () => ['/mail-server'],
  );
  const faults = faultsOfServer(form, ports);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length > 0 || save.busy) return;
    try {
      sayOutcome(await save.run(bodyOfServer(form)), 'Saved. Mails go out this way from now on.');
    } catch {
      // Shown under the fields.
    }
  };
  const text = (name: Exclude<keyof ServerForm, 'security'>) => ({
    value: form[name],
    onChange: (event: { currentTarget: HTMLInputElement }) => setForm({ ...form, [name]: event.currentTarget.value }),
  });
  const error = (name: keyof ServerForm) => (tried ? faults[name] : undefined);
  return (
    <Card
      title="Mail server"
      aside={
        server && (
          <Button size="small" variant="ghost" onClick={() => setClearing(true)}>
            Use the installation’s
          </Button>
        )
      }
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        {!server && (
          <p className="text-ink-2 text-sm">
            Mails go out through this installation’s server, from {installation.fromAddress}. With your own server they
            come from your own address.
          </p>
        )}
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_6rem]">
          <Field label="Server" error={error('host')}>
            <Input {...text('host')} placeholder="smtp.example.com" autoComplete="off" spellCheck={false} />
          </Field>
          <Field label="Port" error={error('port')}>
            <Input {...text('port')} inputMode="numeric" />
          </Field>
        </div>
        <Field label="Encryption" hint="STARTTLS goes with port 587, TLS with 465.">
          <Select
            value={form.security}
            options={mayBePlain ? [...securities, { value: 'none', label: 'None' }] : securities}
            onValueChange={(value) =>
              setForm({ ...form, security: value === 'tls' ? 'tls' : value === 'none' ? 'none' : 'starttls' })
            }
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="User" required={false}>
            <Input {...text('user')} autoComplete="off" spellCheck={false} />
          </Field>
          <Field
            label="Password"
            hint={server?.hasPassword ? 'Leave it empty to keep the one that is set.' : undefined}
          >
            <Input {...text('password')} type="password" autoComplete="new-password" />
          </Field>
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label="From address" error={error('fromAddress')}>
            <Input {...text('fromAddress')} type="email" placeholder="billing@example.com" />
          </Field>
          <Field label="From name" required={false} hint="Without it, your company’s.">
            <Input {...text('fromName')} maxLength={100} />
          </Field>
        </div>
        <Field
          label="Replies go to"
          required={false}
          error={error('replyTo')}
          hint="Without it, your company’s address."
        >
          <Input {...text('replyTo')} type="email" />
        </Field>
        <WhatWentWrong error={save.error} doing="save the mail server" />
        <Button type="submit" variant="primary" busy={save.busy} className="self-start">
          Save server
        </Button>
      </form>
      <Trial />
      <ConfirmDialog
        open={clearing}
        onOpenChange={setClearing}
        tone="danger"
        verb="Forget"
        object={server?.host ?? 'the server'}
        consequence={`Mails go out through the installation’s server again, from ${installation.fromAddress}.`}
        onConfirm={async () => sayOutcome(await clear.run(), 'Your own server is forgotten.')}
      />
    </Card>
  );
}

const words = { find: 'Find the server', connect: 'Connect', signIn: 'Sign in', send: 'Send a mail to you' } as const;

function Trial() {
  const [steps, setSteps] = useState<ServerTestAnswer['steps']>();
  const trial = useChange<void, ServerTestAnswer>(
    () => ({ method: 'POST', path: '/mail-server/test' }),
    () => [],
  );
  const run = async () => {
    setSteps(undefined);
    try {
      const outcome = await trial.run();
      if (outcome.kind === 'done') setSteps(outcome.body.steps);
    } catch {
      // Shown below.
    }
  };
  return (
    <div className="mt-5 flex flex-col gap-3 border-line border-t pt-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-3 text-xs">Goes the whole way with what is saved, with one mail to you.</p>
        <Button busy={trial.busy} onClick={() => void run()}>
          Test it
        </Button>
      </div>
      <div aria-live="polite">
        {steps && (
          <ul className="flex flex-col gap-2 text-sm">
            {steps.map(({ step, isOk, text }) => (
              <li key={step} className="flex items-start gap-2">
                {isOk ? (
                  <Check aria-label="Worked" size={16} className="mt-0.5 shrink-0 text-green" />
                ) : (
                  <X aria-label="Did not work" size={16} className="mt-0.5 shrink-0 text-red" />
                )}
                <span className="min-w-0 break-words">
                  <span className="font-medium">{words[step]}.</span> {text}
                </span>
              </li>
            ))}
          </ul>
        )}
        {steps?.some(({ isOk }) => !isOk) && (
          <Notice
            tone="warning"
            className="mt-3"
            title="Until this works, mails wait and are tried again for three hours."
          />
        )}
      </div>
      <WhatWentWrong error={trial.error} doing="test the mail server" />
    </div>
  );
}
