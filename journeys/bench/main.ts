import { benchCommands } from './commands/run.ts';
import { benchPdf } from './pdf/run.ts';
import { printCommands, printPdf, printWebhooks } from './report.ts';
import { benchWebhooks } from './webhooks/run.ts';

const usage = `scripts/bench webhooks [--json]   events stored per second, beside pgbench and @supabase/stripe-sync-engine
scripts/bench commands [--json]   a command's round trip, beside a bare request and one insert
scripts/bench pdf [--json]        an invoice as PDF, beside WeasyPrint`;

const [name = '', ...flags] = process.argv.slice(2);
const isJson = flags.includes('--json');
const note = (line: string) => console.error(line);

async function main(): Promise<number> {
  if (flags.some((flag) => flag !== '--json')) return misused();
  switch (name) {
    case 'webhooks': {
      const figures = await benchWebhooks(note);
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
    default:
      return misused();
  }
}

function misused(): number {
  console.error(usage);
  return 2;
}

// Connections of the load clients may linger; everything is stopped by now.
process.exit(await main());
