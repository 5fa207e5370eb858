/** scripts/check: every check at once, each with its time; red when one is. Arguments pick checks by name. */
import { checks } from './checks.ts';

const root = process.cwd();
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
const chosen = checks.filter((check) => wanted.length === 0 || wanted.includes(check.name));

/** Prints the outcome as soon as it is known, and tells the name when red. */
async function outcome({ name, faults }: (typeof checks)[number]): Promise<string[]> {
  const started_ms = performance.now();
  const found = await faults(root).catch((error: unknown) => [
    `the check broke: ${error instanceof Error ? error.stack : error}`,
  ]);
  const seconds = ((performance.now() - started_ms) / 1000).toFixed(1);
  console.log(`${found.length === 0 ? 'ok  ' : 'RED '} ${name} (${seconds} s)`);
  for (const fault of found) console.log(fault.replace(/^/gm, '     '));
  return found.length === 0 ? [] : [name];
}

if (unknown.length > 0) {
  console.log(`no such check: ${unknown.join(', ')}; there are ${checks.map((check) => check.name).join(', ')}`);
  process.exitCode = 2;
} else {
  const red = (await Promise.all(chosen.map(outcome))).flat();
  console.log(
    red.length === 0
      ? `check: all ${chosen.length} green`
      : `check: ${red.length} of ${chosen.length} red: ${red.join(', ')}`,
  );
  process.exitCode = red.length === 0 ? 0 : 1;
}
