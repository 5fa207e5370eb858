import { Button, Card, Field, IconButton, Input, Select } from '@purser/ui';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { ConnectionModel, MappingBody } from '../../../src/api/models/accounting.ts';
import { useChange } from '../../shared/api/changes.ts';
import { WhatWentWrong } from '../forms/formDialog.tsx';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { useCan } from '../session/useSession.ts';
import { bodyOfMapping, formOfMapping, type MappingForm, taxKindOf, taxKinds } from './mappingForm.ts';

/** Which accounts and tax types things are booked to. */
export function MappingCard({ mapping }: { mapping: ConnectionModel['mapping'] }) {
  const [form, setForm] = useState<MappingForm>(() => formOfMapping(mapping));
  const [tried, setTried] = useState(false);
  const mayBill = useCan('bill');
  const save = useChange<MappingBody, ConnectionModel>(
    (body) => ({ method: 'PUT', path: '/accounting/mapping', body }),
    () => ['/accounting'],
  );
  const written = bodyOfMapping(form);
  const faults = tried && !written.ok ? written.faults : {};
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!written.ok || save.busy) return;
    try {
      sayOutcome(await save.run(written.body), 'The accounts are saved.');
    } catch {
      // Shown under the fields.
    }
  };
  const setRate = (at: number, part: Partial<MappingForm['rates'][number]>) =>
    setForm({ ...form, rates: form.rates.map((rate, index) => (index === at ? { ...rate, ...part } : rate)) });
  return (
    <Card title="Where things are booked">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <fieldset disabled={!mayBill} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">Accounts and tax types</legend>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="Sales account" hint="Its code, as in 200." error={faults.salesAccount}>
              <Input
                value={form.salesAccount}
                maxLength={20}
                onChange={(event) => setForm({ ...form, salesAccount: event.currentTarget.value })}
              />
            </Field>
            <Field label="Account for payments" hint="Its code, as in 090." error={faults.paymentAccount}>
              <Input
                value={form.paymentAccount}
                maxLength={20}
                onChange={(event) => setForm({ ...form, paymentAccount: event.currentTarget.value })}
              />
            </Field>
          </div>
          <div className="flex flex-col gap-5">
            <div>
              <p className="font-medium text-sm">Tax types</p>
              <p className="text-ink-2 text-sm">
                Zero-rated, exempt and reverse charge are all 0&nbsp;%, and each has a type of its own in Xero.
              </p>
            </div>
            {form.rates.map(({ id, kind, percent, type }, at) => (
              <div key={id} className="grid grid-cols-[minmax(0,1fr)_6rem] items-start gap-2">
                <Field label={`Kind of rate ${at + 1}`} hideLabel>
                  <Select
                    options={taxKinds}
                    value={kind}
                    onValueChange={(value) => setRate(at, { kind: taxKindOf(value) })}
                  />
                </Field>
                <Field label={`Percent of rate ${at + 1}`} hideLabel error={faults[`percent.${id}`]}>
                  <Input
                    suffix="%"
                    inputMode="decimal"
                    className="figures text-right"
                    value={percent}
                    onChange={(event) => setRate(at, { percent: event.currentTarget.value })}
                  />
                </Field>
                <Field label={`Tax type of rate ${at + 1}`} hideLabel error={faults[`type.${id}`]}>
                  <Input
                    placeholder="OUTPUT2"
                    maxLength={30}
                    className="font-mono"
                    value={type}
                    onChange={(event) => setRate(at, { type: event.currentTarget.value })}
                  />
                </Field>
                <IconButton
                  label={`Remove rate ${at + 1}`}
                  className="justify-self-end"
                  icon={<X aria-hidden size={16} />}
                  onClick={() => setForm({ ...form, rates: form.rates.filter((rate) => rate.id !== id) })}
                />
              </div>
            ))}
            <Button
              size="small"
              icon={<Plus aria-hidden size={14} />}
              className="self-start"
              onClick={() =>
                setForm({
                  ...form,
                  rates: [...form.rates, { id: crypto.randomUUID(), kind: 'standard', percent: '', type: '' }],
                })
              }
            >
              Add rate
            </Button>
          </div>
        </fieldset>
        <WhatWentWrong error={save.error} doing="save the accounts" />
        {mayBill && (
          <Button type="submit" variant="primary" busy={save.busy} className="self-start">
            Save accounts
          </Button>
        )}
      </form>
    </Card>
  );
}
