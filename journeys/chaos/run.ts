import type { Client } from '@purser/bus';
import { connect } from '@purser/db';
import { openGateway, printSteps } from '@purser/local';
import { judge } from './checks/all.ts';
import { dealBlows } from './kills/blows.ts';
import { watchFalls } from './kills/falls.ts';
import type { Killed } from './kills/strike.ts';
import { type Asking, createAsking } from './paying/asking.ts';
import { type Paid, payAll } from './paying/payAll.ts';
import type { Victim } from './plan/kills.ts';
import { planOf } from './plan/plan.ts';
import { ageAttempts } from './quiet/ageAttempts.ts';
import { type Rest, untilQuiet } from './quiet/untilQuiet.ts';
import { breachesOf, killedLine, profileLine, type Told } from './report/report.ts';
import { readDatabase } from './snapshot/readDatabase.ts';
import { readStripe } from './snapshot/readStripe.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import { likeStripe } from './town/latency.ts';
import type { Town } from './town/people.ts';
import { settleTown, townSize } from './town/settle.ts';
import { type ChaosStack, openChaosStack } from './town/stack.ts';

export type Wanted = { payments: number; kills: number; seed: string; among?: readonly Victim[]; keep: boolean };

type Heard = { print: (line: string) => void; fell: readonly string[] };

/** How long it may take to come to rest once the last payer is done. */
const restLimit_ms = 120_000;

/**
 * One run: a platform is brought up, payments go through it while its processes are killed, it comes to rest, and every
 * promise is checked. What was found is returned; the data stays behind when it was not all well.
 */
export async function runChaos(wanted: Wanted, print: (line: string) => void): Promise<Told> {
  const from_ms = performance.now();
  const { steps, fell } = watchFalls(printSteps(print));
  steps.heading(`Chaos: ${wanted.payments} payments, ${wanted.kills} kills, seed ${wanted.seed}`);
  const stack = await openChaosStack(steps);
  const breakOff = () => void stack.end(false).finally(() => process.exit(130));
  process.once('SIGINT', breakOff).once('SIGTERM', breakOff);
  let isWell = false;
  try {
    print(`\n${profileLine()}\n`);
    const told = { ...(await live(stack, wanted, { print, fell })), took_ms: performance.now() - from_ms };
    isWell = breachesOf(told) === 0;
    return told;
  } finally {
    process.off('SIGINT', breakOff).off('SIGTERM', breakOff);
    const isKept = wanted.keep || !isWell;
    await stack.end(isKept);
    if (isKept) print(`data and logs are left in ${stack.folder.root}`);
  }
}

async function live(stack: ChaosStack, wanted: Wanted, { print, fell }: Heard): Promise<Omit<Told, 'took_ms'>> {
  const { addresses } = stack;
  const { client, close } = await openGateway(stack);
  const owner = connect({ url: addresses.owner, max: 2, name: 'chaos', statementTimeout_ms: 60_000 });
  const rest = () => untilQuiet(owner, addresses.stripe, restLimit_ms);
  try {
    const town = await settleTown({ client, addresses });
    const asking = createAsking(client);
    const { killed, ...paid } = await payAndKill({ stack, client, town, asking }, wanted, print);
    const rests: Rest[] = [await rest()];
    await asking.repeatAll();
    print(`\n${await ageAttempts(owner)} attempts are still open: they are made a day older, for the janitor`);
    rests.push(await rest());
    const { asked } = asking;
    const stripe = await readStripe(addresses.stripe, town.tenants);
    const processes = Object.keys(stack.status().processes).length;
    const snapshot: Snapshot = { ...(await readDatabase(owner)), stripe, asked, ...paid, processes, fell };
    return { seed: wanted.seed, payments: wanted.payments, killed, rests, verdicts: judge(snapshot), asked };
  } finally {
    await owner.close();
    await close();
  }
}

type Turmoil = { stack: ChaosStack; client: Client; town: Town; asking: Asking };

/** Every payment of the plan is gone through, and every blow has fallen. */
async function payAndKill(
  { stack, ...parts }: Turmoil,
  wanted: Wanted,
  print: (line: string) => void,
): Promise<Paid & { killed: Killed[] }> {
  const plan = planOf(wanted.seed, wanted, townSize);
  const stripeApi = stack.addresses.stripe;
  const quick = likeStripe(stripeApi);
  try {
    const blows = dealBlows(stack, plan.blows, (killed) => print(killedLine(killed)));
    const paid = await payAll({ ...parts, stripeApi }, plan, blows.begun);
    return { ...paid, killed: await blows.ended() };
  } finally {
    await quick();
  }
}
