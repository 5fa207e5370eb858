import type { CommandFigures } from './commands/run.ts';
import type { IssueFigures } from './issue/run.ts';
import type { PayFigures } from './pay/run.ts';
import type { PdfFigures } from './pdf/run.ts';
import type { WebhookFigures } from './webhooks/run.ts';

/** What was aimed at; docs and the README state the same. */
const aims = {
  ratio: 0.7,
  toSyncEngine: 5,
  appliedToSyncEngine: 1.5,
  roundTrip: 2.5,
  sustained: 0.35,
  toWeasyPrint: 5,
  growth: 1.1,
  toInserts: 0.3,
  pay_ms: 1_000,
};

export function printWebhooks(figures: WebhookFigures, isJson: boolean): void {
  const { ratio, ratios, settings, machine } = figures;
  table('webhooks: events accepted per second, each stored before it is answered', [
    ['this platform', `${figures.ours_per_s.toFixed(0)}/s`, `p50 ${ms(figures.p50_ms)}  p99 ${ms(figures.p99_ms)}`],
    ['pgbench, the same row', `${figures.pgbench_per_s.toFixed(0)}/s`, `ratio ${ratio.toFixed(2)}, aim ${aims.ratio}`],
    [
      'stripe-sync-engine',
      `${figures.sync_engine_per_s.toFixed(0)}/s`,
      `ratio ${ratios.intake_to_sync_engine.toFixed(1)}, aim ${aims.toSyncEngine}`,
    ],
  ]);
  const { through } = figures;
  table(`${through.events} payments' events, through to settled invoices and a balanced journal`, [
    ['this platform', `${through.ours_per_s.toFixed(0)}/s`, ''],
    [
      'stripe-sync-engine, its tables',
      `${through.sync_engine_per_s.toFixed(0)}/s`,
      `ratio ${ratios.applied_to_sync_engine.toFixed(2)}, aim ${aims.appliedToSyncEngine}`,
    ],
  ]);
  console.log(
    `\n  Stored events are applied afterwards, here at ${figures.applied_per_s.toFixed(0)}/s once none come in.`,
  );
  finish(figures, settings, machine, isJson);
}

export function printCommands(figures: CommandFigures, isJson: boolean): void {
  const { ratio, sustained, settings, machine } = figures;
  const rate = `${figures.sustained_per_s.toFixed(0)}/s`;
  table('commands: from the gateway to a commit and back', [
    ['this platform', `p50 ${ms(figures.p50_ms)}`, `at ${figures.in_flight} in flight ${rate}`],
    ['bare request, one insert', `p50 ${ms(figures.bare_p50_ms)}`, `${figures.bare_sustained_per_s.toFixed(0)}/s`],
    ['ratio', `${ratio.toFixed(2)}, at most ${aims.roundTrip}`, `${sustained.toFixed(2)}, at least ${aims.sustained}`],
  ]);
  finish(figures, settings, machine, isJson);
}

export function printIssue(figures: IssueFigures, isJson: boolean): void {
  const { growth, ratio, neighbour_ms, neighbour_alone_ms, sizes, settings, machine, rounds } = figures;
  table('issue: drafts to invoices with number, document, journal entry and planned mail, in one run', [
    ...sizes.map(({ size, per_s, bare_per_s, ms_per_invoice }): [string, string, string] => [
      `${size} invoices`,
      `${per_s.toFixed(0)}/s, ${ms(ms_per_invoice)} each`,
      `plain inserts of the same rows ${bare_per_s.toFixed(0)}/s`,
    ]),
    [
      'the largest',
      `${ratio.toFixed(2)} of plain inserts, aim ${aims.toInserts}`,
      `growth ${growth.toFixed(2)}, aim ${aims.growth}`,
    ],
    ['a neighbour, one by hand', `p95 ${ms(neighbour_ms)} meanwhile`, `${ms(neighbour_alone_ms)} alone`],
  ]);
  const set = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  console.log(`\n  PostgreSQL: ${set.join(', ')}`);
  closing(machine, `Servers, services, load and all else on this one machine; medians of ${rounds} rounds.`);
  if (isJson) console.log(JSON.stringify(figures));
}

export function printPdf(figures: PdfFigures, isJson: boolean): void {
  table(
    'pdf: one invoice, from its figures to the bytes of a PDF, one thread each',
    figures.sizes.map(({ lines, ours_ms, weasyprint_ms, ratio }) => [
      `${lines} lines`,
      `${ms(ours_ms)}, WeasyPrint ${figures.weasyprint} ${ms(weasyprint_ms)}`,
      `ratio ${ratio.toFixed(1)}`,
    ]),
  );
  console.log(
    `\n  The worse ratio is ${figures.ratio.toFixed(1)}, aim ${aims.toWeasyPrint}. Both PDFs hold all words of the invoice.`,
  );
  closing(figures.machine, 'Both in turns on this one machine; medians of five interleaved rounds.');
  if (isJson) console.log(JSON.stringify(figures));
}

export function printPay(figures: PayFigures, isJson: boolean): void {
  const { slowest, rounds } = figures;
  const row = (name: string, part: 'page_ms' | 'button_ms' | 'card_ms'): [string, string, string] => [
    name,
    `${figures[part].toFixed(0)} ms`,
    `slowest ${slowest[part].toFixed(0)} ms`,
  ];
  table('pay: from following the link in a mail, on a phone whose browser has nothing of ours yet', [
    row('first byte of the page', 'page_ms'),
    row('the invoice, and the button to pay it', 'button_ms'),
    row('pressed at once, the card form takes typing', 'card_ms'),
  ]);
  console.log(`\n  Aim: either under ${aims.pay_ms} ms.`);
  closing(figures.machine, `Browser, servers and all else on this one machine; medians of ${rounds} rounds.`);
  if (isJson) console.log(JSON.stringify(figures));
}

const ms = (value: number) => `${value.toFixed(2)} ms`;

function table(title: string, rows: readonly [string, string, string][]): void {
  console.log(`\n${title}`);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const [name, figure, remark] of rows)
    console.log(`  ${name.padEnd(widths[0] ?? 0)}  ${figure.padEnd(widths[1] ?? 0)}  ${remark}`);
}

function finish(
  figures: object,
  settings: Record<string, string>,
  on: WebhookFigures['machine'],
  isJson: boolean,
): void {
  const set = Object.entries(settings).map(([name, value]) => `${name} ${value}`);
  console.log(`\n  PostgreSQL: ${set.join(', ')}`);
  closing(on, 'Servers, load and all else on this one machine; medians of three interleaved rounds.');
  if (isJson) console.log(JSON.stringify(figures));
}

function closing({ cores, cpu, node, load_1min }: WebhookFigures['machine'], how: string): void {
  console.log(`  ${cores} cores, ${cpu}, Node ${node}; load over the last minute ${load_1min.toFixed(1)}`);
  console.log(`  ${how}`);
}
