import { localDate } from '@purser/billing';
import { Button, Card, Checkbox, Field, Input, useSurroundings } from '@purser/ui';
import { type FormEvent, useState } from 'react';
import type { SeriesBody, SeriesModel } from '../../../src/api/models/series.ts';
import { useChange } from '../../shared/api/changes.ts';
import { WhatWentWrong } from '../forms/formDialog.tsx';
import { sayOutcome } from '../forms/saidOutcome.ts';
import { useSession } from '../session/useSession.ts';
import { bodyOfNumbering, exampleOf, formOfSeries, type NumberingForm } from './numberingForm.ts';

const words: Record<SeriesModel['kind'], { title: string; one: string }> = {
  invoice: { title: 'Invoices', one: 'invoice' },
  creditNote: { title: 'Credit notes', one: 'credit note' },
  quote: { title: 'Quotes', one: 'quote' },
};

/** One series, with what its next number will be while it is being changed. */
export function NumberingCard({ series, mayChange }: { series: SeriesModel; mayChange: boolean }) {
  const { now } = useSurroundings();
  const { tenant } = useSession();
  const { title, one } = words[series.kind];
  const [form, setForm] = useState<NumberingForm>(() => formOfSeries(series));
  const [tried, setTried] = useState(false);
  const save = useChange<SeriesBody, SeriesModel>(
    (body) => ({ method: 'PUT', path: `/number-series/${series.kind}`, body }),
    () => ['/number-series'],
  );
  const written = bodyOfNumbering(form, series);
  const faults = tried && !written.ok ? written.faults : {};
  const year = Number(localDate(now(), tenant.timeZone).slice(0, 4));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!written.ok || save.busy) return;
    try {
      const outcome = await save.run(written.body);
      sayOutcome(outcome, `The next ${one} will be ${outcome.kind === 'done' ? outcome.body.preview : 'numbered so'}.`);
      // Where the series stands now is the server's to say.
      if (outcome.kind === 'done') setForm(formOfSeries(outcome.body));
      setTried(false);
    } catch {
      // Shown under the fields.
    }
  };
  const text = (part: 'prefix' | 'suffix', label: string) => (
    <Field label={label} error={faults[part]} required={false}>
      <Input
        value={form[part]}
        maxLength={30}
        autoComplete="off"
        onChange={(event) => setForm({ ...form, [part]: event.currentTarget.value })}
      />
    </Field>
  );
  const figure = (part: 'padding' | 'next', label: string, hint: string) => (
    <Field label={label} hint={hint} error={faults[part]}>
      <Input
        inputMode="numeric"
        className="figures"
        value={form[part]}
        maxLength={12}
        autoComplete="off"
        onChange={(event) => setForm({ ...form, [part]: event.currentTarget.value })}
      />
    </Field>
  );
  return (
    <Card title={title}>
      <form onSubmit={(event) => void submit(event)} noValidate aria-label={title} className="flex flex-col gap-4">
        <Example title={title} form={form} year={year} />
        <fieldset disabled={!mayChange} className="flex min-w-0 flex-col gap-4">
          <legend className="sr-only">Numbering of {title.toLowerCase()}</legend>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            {text('prefix', 'Prefix')}
            {text('suffix', 'Suffix')}
          </div>
          <p className="-mt-2 text-ink-3 text-xs">
            <code className="font-mono">{'{YYYY}'}</code> or <code className="font-mono">{'{YY}'}</code> stands for the
            year of the document’s date.
          </p>
          <div className="grid items-start gap-4 sm:grid-cols-2">
            {figure('next', 'Next number', form.yearly ? `Of ${year}.` : 'It can only go to what was not given yet.')}
            {figure('padding', 'Digits at least', 'Filled up with zeros.')}
          </div>
          <Checkbox
            checked={form.yearly}
            onCheckedChange={(yearly) => setForm({ ...form, yearly })}
            label="Begin at one each year"
            hint="By the date of the document: one that is dated back counts in its own year."
          />
        </fieldset>
        <WhatWentWrong error={save.error} doing={`change the numbering of ${title.toLowerCase()}`} />
        {mayChange && (
          <Button type="submit" variant="primary" busy={save.busy} className="self-start" aria-label={`Save ${title}`}>
            Save
          </Button>
        )}
      </form>
    </Card>
  );
}

/** What stands on the paper next, and in a yearly series on the first of next year. */
function Example({ title, form, year }: { title: string; form: NumberingForm; year: number }) {
  const next = exampleOf(form, year);
  const after = form.yearly ? exampleOf({ ...form, next: '1' }, year + 1) : undefined;
  return (
    <output className="flex flex-col gap-0.5 rounded-lg bg-sunken px-4 py-3" aria-label={`Next of ${title}`}>
      <span className="text-ink-3 text-xs">Next</span>
      <span className="figures break-all font-semibold text-lg">{next ?? '…'}</span>
      {after && (
        <span className="figures break-all text-ink-3 text-xs">
          The first of {year + 1} will be {after}
        </span>
      )}
    </output>
  );
}
