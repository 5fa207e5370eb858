import { Card, DateText, Link, Money } from '@purser/ui';
import type { StatementModel } from '../../../src/api/models/receivables.ts';
import { ageBuckets } from '../ageWords.ts';
import { Table, type TableRow } from '../table.tsx';

const entryWords: Record<StatementModel['entries'][number]['kind'], string> = {
  invoice: 'Invoice',
  payment: 'Payment',
  creditNote: 'Credit note',
  credit: 'Credit',
  refund: 'Refund',
  void: 'Voided invoice',
};

type Props = {
  statement: StatementModel;
  /** Where an invoice is shown. */
  invoiceAt: (invoiceId: string) => string;
  /** Whose account it is, to the reader. */
  mine: boolean;
};

/** A statement of account as staff and as the customer read it: how it stands, what moved, and how old what is due is. */
export function StatementView({ statement, invoiceAt, mine }: Props) {
  const { currency, closing, creditAvailable, ageing, until } = statement;
  const due = Object.values(ageing).reduce((sum, each) => sum + each, 0);
  const overdue = due - ageing.current;
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line lg:grid-cols-4">
        <Figure label={mine ? 'Your balance' : 'Balance'} amount={closing} currency={currency} />
        <Figure label="Due" amount={due} currency={currency} />
        <Figure label="Of it overdue" amount={overdue} currency={currency} />
        <Figure label={mine ? 'Your credit' : 'Credit'} amount={creditAvailable} currency={currency} />
      </dl>
      <Card title="Entries" flush>
        <Table
          label="Entries"
          columns={[
            { id: 'date', label: 'Date' },
            { id: 'entry', label: 'Entry', head: 'title' },
            { id: 'due', label: 'Due' },
            { id: 'debit', label: 'Debit', figure: true },
            { id: 'credit', label: 'Credit', figure: true },
            { id: 'balance', label: 'Balance', figure: true },
          ]}
          rows={rowsOf(statement, invoiceAt)}
        />
      </Card>
      <Card title="What is due, by age" aside={<DateText date={until} className="text-ink-3" />} flush>
        <Table
          label="What is due, by age"
          columns={[...ageBuckets.map(({ id, label }) => ({ id, label, figure: true })), totalColumn]}
          rows={[
            {
              id: 'ageing',
              cells: {
                ...Object.fromEntries(
                  ageBuckets.map(({ id }) => [id, <Money key={id} amount={ageing[id]} currency={currency} />]),
                ),
                total: <Money amount={due} currency={currency} />,
              },
            },
          ]}
        />
      </Card>
    </div>
  );
}

const totalColumn = { id: 'total', label: 'Total', figure: true };

function Figure({ label, amount, currency }: { label: string; amount: number; currency: string }) {
  return (
    <div className="bg-surface px-4 py-3 sm:px-5">
      <dt className="text-ink-3 text-xs">{label}</dt>
      <dd className="mt-0.5 font-semibold text-base">
        <Money amount={amount} currency={currency} />
      </dd>
    </div>
  );
}

function rowsOf(statement: StatementModel, invoiceAt: Props['invoiceAt']): TableRow[] {
  const { opening, closing, entries, from, until, currency } = statement;
  const money = (amount: number) => <Money amount={amount} currency={currency} />;
  const edge = (id: string, label: string, date: string, balance: number): TableRow => ({
    id,
    strong: true,
    cells: { date: <DateText date={date} />, entry: label, balance: money(balance) },
  });
  return [
    edge('opening', 'Opening balance', from, opening),
    ...entries.map(({ date, kind, reference, invoiceId, dueOn, debit, credit, balance }, at) => ({
      // Two entries may be alike in all but their place.
      id: `entry-${at}`,
      cells: {
        date: <DateText date={date} />,
        entry: (
          <>
            {entryWords[kind]}{' '}
            {invoiceId ? (
              <Link href={invoiceAt(invoiceId)} className="inline-block py-0.5 text-brand-text hover:underline">
                {reference}
              </Link>
            ) : (
              <span className="text-ink-3">{kind === 'payment' && reference ? `for ${reference}` : reference}</span>
            )}
          </>
        ),
        due: dueOn && <DateText date={dueOn} />,
        debit: debit > 0 && money(debit),
        credit: credit > 0 && money(credit),
        balance: money(balance),
      },
    })),
    edge('closing', 'Closing balance', until, closing),
  ];
}
