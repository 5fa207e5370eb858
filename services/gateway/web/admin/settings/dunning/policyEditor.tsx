import { usualDunning } from '@purser/billing';
import { Button, Card, Field, IconButton, Input, Select } from '@purser/ui';
import { Plus, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { DunningPolicyModel } from '../../../../src/api/models/dunning.ts';
import type { TenantModel } from '../../../../src/api/models/tenant.ts';
import { useChange } from '../../../shared/api/changes.ts';
import { WhatWentWrong } from '../../forms/formDialog.tsx';
import { sayOutcome } from '../../forms/saidOutcome.ts';
import { TimelinePreview } from './timelinePreview.tsx';
import { mostWaits, nextDays, readGrace, readWaits, type Wait, waitFaults, waitsOf } from './waits.ts';

type Form = {
  waits: readonly Wait[];
  grace: string;
  end: DunningPolicyModel['end'];
  chargeAt: DunningPolicyModel['chargeAt'];
};
type Body = Pick<DunningPolicyModel, 'version' | 'waitsDays' | 'graceDays' | 'end' | 'chargeAt'>;

const ends = [
  { value: 'leave', label: 'Leave it to staff' },
  { value: 'writeOff', label: 'Write it off as uncollectible' },
];
const whens = [
  { value: 'due', label: 'On the day it is due' },
  { value: 'issue', label: 'As soon as it is issued' },
];

export function PolicyEditor({
  saved,
  tenant,
  mayBill,
}: {
  saved: DunningPolicyModel;
  tenant: TenantModel;
  mayBill: boolean;
}) {
  const { waitsDays, graceDays, end, chargeAt } = saved;
  const [form, setForm] = useState<Form>(() => ({
    waits: waitsOf(waitsDays),
    grace: String(graceDays),
    end,
    chargeAt,
  }));
  const save = useChange<Body, DunningPolicyModel>(
    (body) => ({ method: 'PUT', path: '/dunning-policy', body }),
    () => ['/dunning-policy'],
  );
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));
  const faults = waitFaults(form.waits);
  const grace = readGrace(form.grace);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (faults.size > 0 || grace === undefined || save.busy) return;
    const { waits, grace: _, ...rest } = form;
    try {
      const body = { version: saved.version, waitsDays: readWaits(waits), graceDays: grace, ...rest };
      sayOutcome(await save.run(body), 'Saved. It counts from the next refusal on.');
    } catch {
      // Shown under the fields.
    }
  };
  return (
    <div className="grid min-w-0 items-start gap-5 lg:grid-cols-2">
      <form onSubmit={(event) => void submit(event)} noValidate className="flex min-w-0 flex-col gap-5">
        <Card title="Automatic payment">
          <fieldset disabled={!mayBill} className="flex min-w-0 flex-col gap-3">
            <legend className="sr-only">When an invoice is charged</legend>
            <Field
              label="When an invoice is charged"
              hint="Customers who agreed to the due day are never charged before it. The consent that new ones give says what stands here."
            >
              <Select
                options={whens}
                value={form.chargeAt}
                onValueChange={(value) => change({ chargeAt: value === 'issue' ? 'issue' : 'due' })}
              />
            </Field>
          </fieldset>
        </Card>
        <Card title="If the bank refuses">
          <fieldset disabled={!mayBill} className="flex min-w-0 flex-col gap-4">
            <legend className="sr-only">What is done when a bank refuses</legend>
            <p className="text-ink-3 text-sm">
              Where a bank may still say yes, the card is tried again. A card that is lost, expired or blocked is not:
              its holder is asked for another, which begins anew.
            </p>
            <Waits waits={form.waits} faults={faults} onChange={(waits) => change({ waits })} />
            <Field
              label="Days from the last notice to the end"
              error={grace === undefined ? 'A whole number from 0 to 60.' : undefined}
              className="max-w-72"
            >
              <Input
                inputMode="numeric"
                className="figures"
                suffix="days"
                value={form.grace}
                onChange={(event) => change({ grace: event.currentTarget.value })}
              />
            </Field>
            <Field
              label="What then becomes of the invoice"
              hint="Either way it is not charged by itself any more, unless another card is given first."
            >
              <Select
                options={ends}
                value={form.end}
                onValueChange={(value) => change({ end: value === 'writeOff' ? 'writeOff' : 'leave' })}
              />
            </Field>
          </fieldset>
        </Card>
        <WhatWentWrong error={save.error} doing="save the policy" />
        {mayBill && (
          <Button type="submit" variant="primary" busy={save.busy} className="self-start">
            Save policy
          </Button>
        )}
      </form>
      <TimelinePreview
        policy={{ waits_days: readWaits(form.waits), grace_days: grace ?? graceDays, end: form.end }}
        isWrong={faults.size > 0 || grace === undefined}
        chargeAt={form.chargeAt}
        tenant={tenant}
      />
    </div>
  );
}

type WaitsProps = {
  waits: readonly Wait[];
  faults: ReadonlyMap<number, string>;
  onChange: (waits: readonly Wait[]) => void;
};

function Waits({ waits, faults, onChange }: WaitsProps) {
  return (
    <div className="flex flex-col gap-2">
      {waits.length === 0 ? (
        <div className="flex flex-wrap items-center gap-3 rounded-lg bg-sunken px-4 py-3">
          <p className="min-w-0 flex-1 basis-48 text-sm">A card is tried once, and not again.</p>
          <Button size="small" onClick={() => onChange(waitsOf(usualDunning.waits_days))}>
            Start with the usual ones
          </Button>
        </div>
      ) : (
        <ol aria-label="Tries" className="flex flex-col gap-2">
          {waits.map((wait, at) => (
            <li key={wait.id} className="flex items-start gap-2">
              <span className="w-24 shrink-0 pt-2 text-ink-2 text-sm">Try {at + 2}, after</span>
              <Field label={`Days before try ${at + 2}`} hideLabel error={faults.get(at)} className="min-w-0 flex-1">
                <Input
                  inputMode="numeric"
                  className="figures"
                  suffix="days"
                  value={wait.days}
                  onChange={(event) =>
                    onChange(
                      waits.map((each) => (each.id === wait.id ? { ...each, days: event.currentTarget.value } : each)),
                    )
                  }
                />
              </Field>
              <IconButton
                label={`Remove try ${at + 2}`}
                icon={<X size={16} />}
                onClick={() => onChange(waits.filter(({ id }) => id !== wait.id))}
              />
            </li>
          ))}
        </ol>
      )}
      <Button
        size="small"
        className="self-start"
        icon={<Plus aria-hidden size={14} />}
        disabled={waits.length >= mostWaits}
        onClick={() => onChange([...waits, { id: crypto.randomUUID(), days: nextDays(waits) }])}
      >
        Add try
      </Button>
    </div>
  );
}
