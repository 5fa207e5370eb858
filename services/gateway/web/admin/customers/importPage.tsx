import { Badge, Button, ButtonLink, Card, Link, Notice, PageHeader, Progress, type Tone } from '@purser/ui';
import { Download, Upload } from 'lucide-react';
import { useRef } from 'react';
import type { ImportPlanModel, PlannedRowModel } from '../../../src/api/models/customerImport.ts';
import { WhatWentWrong } from '../forms/formDialog.tsx';
import { routes } from '../routes.ts';
import { useTitle } from '../useTitle.ts';
import { ImportColumns } from './importColumns.tsx';
import { type Applied, useImport } from './useImport.ts';

const MOST_SHOWN = 200;

/** Customers from a table: what it would do is shown first, row by row, and done only then. */
export function ImportPage() {
  useTitle('Import customers');
  const work = useImport();
  const chosen = useRef<HTMLInputElement>(null);
  const { file, plan, busy, results, error, problem } = work;
  const total = plan ? plan.counts.create + plan.counts.update : 0;
  const isDone = results.length > 0 && busy === undefined;
  return (
    <>
      <PageHeader
        back={{ href: routes.customers, label: 'Customers' }}
        title="Import customers"
        subtitle={file?.name ?? 'From a CSV file, as every spreadsheet saves one.'}
        more={
          <Button
            icon={<Upload aria-hidden size={14} />}
            disabled={busy !== undefined}
            busy={busy === 'planning'}
            onClick={() => chosen.current?.click()}
          >
            {file ? 'Another file' : 'Choose a file'}
          </Button>
        }
        action={
          plan &&
          !isDone && (
            <Button
              variant="primary"
              busy={busy === 'applying'}
              disabled={total === 0 || busy !== undefined}
              onClick={() => void work.apply()}
            >
              {total === 0 ? 'Nothing to import' : `Import ${total} ${total === 1 ? 'row' : 'rows'}`}
            </Button>
          )
        }
      />
      <input
        ref={chosen}
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        aria-label="CSV file"
        hidden
        onChange={(event) => {
          void work.take(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <div className="flex min-w-0 flex-col gap-5 pb-6">
        {problem && <Notice tone="danger" title={problem} />}
        <WhatWentWrong error={error ?? null} doing={results.length > 0 ? 'import the rest' : 'read this file'} />
        {busy === 'applying' && <Progress done={results.length} total={total} label="Importing" />}
        {isDone && <Done results={results} />}
        {plan ? <Planned plan={plan} results={results} work={work} /> : !file && <HowTo />}
      </div>
    </>
  );
}

function HowTo() {
  return (
    <Card title="How it works">
      <div className="flex flex-col gap-3 text-ink-2 text-sm">
        <p>
          The first row names the columns. A row needs a <b>name</b> and an <b>email</b>; an address needs line1, city
          and country, which is two letters as in GB. Up to 10,000 rows and 10 MB.
        </p>
        <p>
          A row with one of our ids, or with exactly the mail address of a customer you have, changes that customer.
          Empty cells change nothing, and tags are only added. Nothing is done before you have seen what will be.
        </p>
        <ButtonLink
          href="/api/v1/customers/csv"
          target="_blank"
          icon={<Download aria-hidden size={14} />}
          className="self-start"
        >
          Export the customers you have
        </ButtonLink>
      </div>
    </Card>
  );
}

function Done({ results }: { results: readonly Applied[] }) {
  const count = (outcome: Applied['outcome']) => results.filter((row) => row.outcome === outcome).length;
  const refused = count('refused');
  return (
    <Notice
      tone={refused > 0 ? 'warning' : 'success'}
      title={`${count('created')} added, ${count('updated')} changed, ${count('unchanged')} already there, ${refused} refused`}
    >
      <Link href={routes.customers} className="text-brand-text hover:underline">
        See the list
      </Link>
    </Notice>
  );
}

type PlannedProps = { plan: ImportPlanModel; results: readonly Applied[]; work: ReturnType<typeof useImport> };

function Planned({ plan, results, work }: PlannedProps) {
  const { counts, rows } = plan;
  const byLine = new Map(results.map((row) => [row.line, row]));
  // What needs a person comes first.
  const ordered = [...rows].sort(
    (a, b) => Number(b.action === 'error') - Number(a.action === 'error') || a.line - b.line,
  );
  return (
    <>
      <ul
        aria-label="What will happen"
        className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line shadow-card sm:grid-cols-4"
      >
        <Count label="New" count={counts.create} />
        <Count label="Changed" count={counts.update} />
        <Count label="As they are" count={counts.unchanged} />
        <Count label="With problems, left out" count={counts.error} danger={counts.error > 0} />
      </ul>
      <ImportColumns
        columns={plan.columns}
        disabled={work.busy !== undefined}
        onChange={(columns) => void work.remap(columns)}
      />
      <Card title="Rows" flush>
        <table className="w-full table-fixed text-left text-sm">
          <thead className="border-line border-y text-ink-3 text-xs">
            <tr>
              <th scope="col" className="w-16 px-4 py-2 font-medium sm:pl-5">
                Line
              </th>
              <th scope="col" className="px-4 py-2 font-medium">
                Customer
              </th>
              <th scope="col" className="px-4 py-2 font-medium">
                What will happen
              </th>
            </tr>
          </thead>
          <tbody>
            {ordered.slice(0, MOST_SHOWN).map((row) => (
              <Row key={row.line} row={row} result={byLine.get(row.line)} />
            ))}
          </tbody>
        </table>
        {rows.length > MOST_SHOWN && (
          <p className="px-4 py-3 text-ink-3 text-sm sm:px-5">and {rows.length - MOST_SHOWN} more rows</p>
        )}
      </Card>
    </>
  );
}

function Count({ label, count, danger = false }: { label: string; count: number; danger?: boolean }) {
  return (
    <li className="flex min-w-0 flex-col bg-surface px-4 py-3">
      <span className="truncate text-ink-3 text-xs">{label}</span>
      <span className={danger ? 'figures font-semibold text-lg text-red' : 'figures font-semibold text-lg'}>
        {count}
      </span>
    </li>
  );
}

type Words = { word: string; tone: Tone };
const planWords: Record<PlannedRowModel['action'], Words> = {
  create: { word: 'New', tone: 'success' },
  update: { word: 'Changed', tone: 'info' },
  unchanged: { word: 'As it is', tone: 'neutral' },
  error: { word: 'Left out', tone: 'danger' },
};
const doneWords: Record<Applied['outcome'], Words> = {
  created: { word: 'Added', tone: 'success' },
  updated: { word: 'Changed', tone: 'success' },
  unchanged: { word: 'Already there', tone: 'neutral' },
  refused: { word: 'Refused', tone: 'danger' },
};

function Row({ row, result }: { row: PlannedRowModel; result: Applied | undefined }) {
  const { word, tone } = result ? doneWords[result.outcome] : planWords[row.action];
  const problems = result ? result.problems : row.problems;
  return (
    <tr className="border-line border-b align-top last:border-b-0">
      <td className="figures px-4 py-2 text-ink-3 sm:pl-5">{row.line}</td>
      <td className="px-4 py-2">
        <span className="block truncate font-medium">{row.cells.name ?? row.cells.email ?? '–'}</span>
        {row.cells.name && row.cells.email && (
          <span className="block truncate text-ink-3 text-xs">{row.cells.email}</span>
        )}
      </td>
      <td className="break-words px-4 py-2">
        <Badge tone={tone}>{word}</Badge>
        {problems.length > 0 ? (
          <ul className="mt-1 text-ink-2 text-xs">
            {problems.map(({ field, message }) => (
              <li key={`${field} ${message}`}>
                {field}: {message}
              </li>
            ))}
          </ul>
        ) : (
          row.action === 'update' && <span className="ml-2 text-ink-3 text-xs">{row.changes.join(', ')}</span>
        )}
      </td>
    </tr>
  );
}
