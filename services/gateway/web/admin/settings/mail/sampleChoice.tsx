import { Field, Select } from '@purser/ui';
import type { InvoiceSummaryModel } from '../../../../src/api/models/invoice.ts';
import { useRead } from '../../../shared/api/reads.ts';

type ChoiceProps = { invoice: string | undefined; onChange: (invoice: string | undefined) => void };

/** Whose figures the preview has: nobody's, or those of one of the newest invoices. */
export function SampleChoice({ invoice, onChange }: ChoiceProps) {
  const { data } = useRead<{ data: InvoiceSummaryModel[] }>('/invoices', { query: { limit: 20 } });
  const issued = (data?.data ?? []).filter(({ number }) => number !== null);
  return (
    <Field label="Shown with" className="w-56">
      <Select
        value={invoice ?? ''}
        placeholder="A sample"
        options={issued.map(({ id, number }) => ({ value: id, label: `Invoice ${number}` }))}
        onValueChange={(chosen) => onChange(chosen === '' ? undefined : chosen)}
      />
    </Field>
  );
}
