import { invoicing } from '@purser/contracts';
import { csvAnswer, figure } from '../../documents/csv.ts';
import type { Gateway } from '../../gateway.ts';
import type { Staff } from '../../identity/who.ts';
import { type TaxReportModel, taxReport, taxReportQuery } from '../models/taxRate.ts';
import { forStaff, type Operation, ok } from '../operation.ts';

const tag = 'Reports';
const path = '/api/v1/reports/tax';

/** What the tax return asks for. */
export function taxReportOperations(g: Gateway): Operation[] {
  return [
    forStaff(
      {
        method: 'get',
        path,
        tag,
        summary:
          'Tax per rate and currency: issued invoices less credit notes and voids, from one day to another, both counting',
        query: taxReportQuery,
        answer: taxReport,
      },
      async ({ who, query }) => ok(await readReport(g, who, query)),
    ),
    forStaff(
      { method: 'get', path: `${path}/csv`, tag, summary: 'The same as CSV', query: taxReportQuery, type: 'text/csv' },
      async ({ who, query }) => {
        const report = await readReport(g, who, query);
        return csvAnswer(g, `tax-${report.from}-to-${report.until}`, { head, pages: [rowsOf(report)] });
      },
    ),
  ];
}

async function readReport(g: Gateway, who: Staff, period: { from: string; until: string }): Promise<TaxReportModel> {
  const { rows, ...report } = await g.client.query(invoicing.getTaxReport, period, who);
  return { ...report, data: rows };
}

const head = [
  'Currency',
  'Tax',
  'Percent',
  'Kind',
  'Net invoiced',
  'Tax invoiced',
  'Net taken back',
  'Tax taken back',
  'Net',
  'Tax due',
  'Documents',
];

function rowsOf({ data }: TaxReportModel) {
  return data.map(({ currency, name, percent, kind, invoiced, takenBack, taxable, tax, documents }) => {
    const sum = (amount: number) => figure(amount, currency);
    return [
      currency,
      name,
      percent,
      kind,
      sum(invoiced.taxable),
      sum(invoiced.tax),
      sum(takenBack.taxable),
      sum(takenBack.tax),
      sum(taxable),
      sum(tax),
      documents,
    ];
  });
}
