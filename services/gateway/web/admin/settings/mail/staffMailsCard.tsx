import { definitionOf } from '@purser/mailtemplate';
import { Button, Card, Field, Input, Switch } from '@purser/ui';
import { type FormEvent, useState } from 'react';
import type { StaffMailsModel } from '../../../../src/api/models/mailSettings.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { WhatWentWrong } from '../../forms/formDialog.tsx';
import { sayFailure, sayOutcome } from '../../forms/saidOutcome.ts';

type StaffMail = StaffMailsModel['mails'][number];
type Change = { address?: string | null; mails?: StaffMail[] };

/** Which mails staff get, and where they go. A switch takes effect at once; addresses are saved. */
export function StaffMailsCard({ settings }: { settings: StaffMailsModel }) {
  const save = useChange<Change>(
    (body) => ({ method: 'PUT', path: '/staff-mails', body }),
    () => ['/staff-mails'],
  );
  const [address, setAddress] = useState(settings.address ?? '');
  const [own, setOwn] = useState(() => new Map(settings.mails.map((mail) => [mail.kind, mail.address ?? ''])));
  const turn = async (mail: StaffMail, isOn: boolean) => {
    try {
      await save.run({ mails: [{ ...mail, isOn }] });
    } catch (error) {
      sayFailure(error, `turn “${titleOf(mail)}” ${isOn ? 'on' : 'off'}`);
    }
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
    const mails = settings.mails.map((mail) => ({ ...mail, address: orNull(own.get(mail.kind) ?? '') }));
    try {
      sayOutcome(await save.run({ address: orNull(address), mails }), 'Saved.');
    } catch {
      // Shown under the fields.
    }
  };
  return (
    <Card title="Mails to your staff">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-5">
        <Field label="They go to" required={false} hint="Without it, your company’s mail address.">
          <Input type="email" value={address} onChange={(event) => setAddress(event.currentTarget.value)} />
        </Field>
        {settings.mails.map((mail) => (
          <div key={mail.kind} className="flex flex-col gap-2 border-line border-t pt-4">
            <Switch
              label={titleOf(mail)}
              hint={definitionOf(mail.kind).about}
              checked={mail.isOn}
              busy={save.busy}
              onCheckedChange={(isOn) => void turn(mail, isOn)}
            />
            {mail.isOn && (
              <Field label={`Address for “${titleOf(mail)}”`} hideLabel>
                <Input
                  type="email"
                  placeholder="The same address"
                  value={own.get(mail.kind) ?? ''}
                  onChange={({ currentTarget: { value } }) => setOwn((before) => new Map(before).set(mail.kind, value))}
                />
              </Field>
            )}
          </div>
        ))}
        <WhatWentWrong error={save.error} doing="save the addresses" />
        <Button type="submit" busy={save.busy} className="self-start">
          Save addresses
        </Button>
      </form>
    </Card>
  );
}

const titleOf = ({ kind }: StaffMail): string =>
  definitionOf(kind).title.replace(/^To staff: (.)/, (_all, first: string) => first.toUpperCase());
