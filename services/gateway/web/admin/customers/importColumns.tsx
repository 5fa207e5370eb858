import { directory } from '@purser/contracts';
import { Card, Field, Select } from '@purser/ui';
import type { ImportColumn, ImportPlanModel } from '../../../src/api/models/customerImport.ts';

const words: Record<ImportColumn, string> = {
  id: 'Our id',
  name: 'Name',
  email: 'Email',
  phone: 'Phone',
  line1: 'Street',
  line2: 'Second line',
  city: 'Town',
  region: 'Region',
  postcode: 'Postcode',
  country: 'Country (GB)',
  currency: 'Currency (GBP)',
  termsDays: 'Terms in days',
  language: 'Language (en-GB)',
  taxNumber: 'Tax number',
  poNumber: 'Purchase order',
  tags: 'Tags',
  notes: 'Notes',
};
const held: readonly ImportColumn[] = ['id', ...directory.importFields];
const options = held.map((value) => ({ value, label: words[value] }));

type Columns = ImportPlanModel['columns'];
type Props = { columns: Columns; disabled: boolean; onChange: (columns: (ImportColumn | null)[]) => void };

/** What each column of the file holds. Another choice is looked at anew by the server. */
export function ImportColumns({ columns, disabled, onChange }: Props) {
  const choose = (at: number, value: string) =>
    onChange(columns.map(({ holds }, i) => (i === at ? (held.find((each) => each === value) ?? null) : holds)));
  return (
    <Card title="Columns">
      <div className="grid gap-4 sm:grid-cols-3 lg:grid-cols-4">
        {/* Two columns may have one name; their place tells them apart. */}
        {columns
          .map((column, at) => ({ ...column, at, id: `${at} ${column.name}` }))
          .map(({ id, name, holds, at }) => (
            <Field key={id} label={name === '' ? `Column ${at + 1}` : name}>
              <Select
                placeholder="Left out"
                options={options}
                value={holds ?? ''}
                disabled={disabled}
                onValueChange={(value) => choose(at, value)}
              />
            </Field>
          ))}
      </div>
    </Card>
  );
}
