import type { CommandFigures } from './commands/run.ts';
import type { PdfFigures } from './pdf/run.ts';
import type { WebhookFigures } from './webhooks/run.ts';

/** What was aimed at; docs and the README state the same. */
const aims = { ratio: 0.7, toSyncEngine: 5, roundTrip: 2.5, sustained: 0.35, toWeasyPrint: 5 };

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
