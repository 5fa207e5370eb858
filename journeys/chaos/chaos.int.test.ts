import { expect, test } from 'vitest';
import { breachesOf, reportLines } from './report/report.ts';
import { runChaos } from './run.ts';

test('ten payments while three processes are killed: no unit is lost or taken twice, and all comes to rest', async () => {
  const printed: string[] = [];
  const print = (line: string) => printed.push(line);
  const told = await runChaos({ payments: 10, kills: 3, seed: 'suite', keep: false }, print);
  expect(told.killed).toHaveLength(3);
  expect(breachesOf(told), [...printed, ...reportLines(told)].join('\n')).toBe(0);
});
