import { benchCommands } from './commands/run.ts';
import { benchIssue } from './issue/run.ts';
import { benchPay } from './pay/run.ts';
import { benchPdf } from './pdf/run.ts';
import { printCommands, printIssue, printPay, printPdf, printWebhooks } from './report.ts';
import { benchWebhooks } from './webhooks/run.ts';
import { rounds as webhookRounds } from './webhooks/window.ts';

const usage = `scripts/bench webhooks [--json] [--events 20000]
                                  events stored per second, beside pgbench and @supabase/stripe-sync-engine; then so many through to the journal
scripts/bench commands [--json]   a command's round trip, beside a bare request and one insert
scripts/bench pdf [--json]        an invoice as PDF, beside WeasyPrint
scripts/bench pay [--json] [--rounds 5]
                                  the pay page in a browser with an empty cache, from the link to the card form
scripts/bench issue [--json] [--sizes 1000,10000] [--rounds 3]
                                  a month's invoices issued by one run, beside plain inserts of the same rows`;

const [name = '', ...flags] = process.argv.slice(2);
const isJson = flags.includes('--json');
/** What follows a flag. */
const valueAfter = (flag: string) => flags[flags.indexOf(flag) + 1];
const note = (line: string) => console.error(line);

async function main(): Promise<number> {
  const sizes = numbersOf('--sizes', '1000,10000');
  const rounds = numbersOf('--rounds', name === 'pay' ? '5' : '3');
  const events = numbersOf('--events', '20000');
  if (!sizes || !rounds || !events || !isUnderstood()) return misused();
  switch (name) {
    case 'webhooks': {
      const figures = await benchWebhooks(note, Math.ceil((events[0] ?? 1) / webhookRounds));
      printWebhooks(figures, isJson);
      return 0;
    }
    case 'commands': {
      const figures = await benchCommands(note);
      printCommands(figures, isJson);
      return 0;
    }
    case 'pdf': {
      const figures = await benchPdf(note);
      printPdf(figures, isJson);
      return 0;
    }
    case 'pay': {
      const figures = await benchPay(note, rounds[0] ?? 1);
      printPay(figures, isJson);
      return 0;
    }
    case 'issue': {
      const figures = await benchIssue(note, { sizes, rounds: rounds[0] ?? 1 });
      printIssue(figures, isJson);
      return 0;
    }
    default:
      return misused();
  }
}

/** Whole numbers after a flag, with commas between; undefined for anything else. */
function numbersOf(flag: string, otherwise: string): number[] | undefined {
  const text = flags.includes(flag) ? (valueAfter(flag) ?? '') : otherwise;
  return /^[1-9]\d{0,6}(,[1-9]\d{0,6})*$/.test(text) ? text.split(',').map(Number) : undefined;
}

function isUnderstood(): boolean {
  const own =
    name === 'issue'
      ? ['--sizes', '--rounds']
      : name === 'pay'
        ? ['--rounds']
        : name === 'webhooks'
          ? ['--events']
          : [];
  return flags.every((flag, i) => flag === '--json' || own.includes(flag) || own.includes(flags[i - 1] ?? ''));
}

function misused(): number {
  console.error(usage);
  return 2;
}

// Connections of the load clients may linger; everything is stopped by now.
process.exit(await main());
