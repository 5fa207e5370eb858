import { type Options, readOptions, usage } from './plan/options.ts';
import { breachesOf, reportJson, reportLines } from './report/report.ts';
import { runChaos } from './run.ts';

const print = (line: string) => console.log(line);

/** @returns 0 when all is well, 1 when it is not, 2 for arguments that make no sense */
async function main(args: readonly string[]): Promise<number> {
  let options: Options;
  try {
    options = readOptions(args);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return 2;
  }
  const told = await runChaos(options, print);
  for (const line of reportLines(told)) print(line);
  if (options.json) print(JSON.stringify(reportJson(told)));
  return breachesOf(told) === 0 ? 0 : 1;
}

process.exit(await main(process.argv.slice(2)));
