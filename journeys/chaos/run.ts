import type { Client } from '@purser/bus';
import { type Connection, connect } from '@purser/db';
import { openGateway, printSteps } from '@purser/local';
import { judge } from './checks/all.ts';
import { bookFigures } from './checks/books.ts';
import { mailFigures } from './checks/mail.ts';
import { dealBlows } from './kills/blows.ts';
import { watchFalls } from './kills/falls.ts';
import type { Killed } from './kills/strike.ts';
import { type Asking, createAsking } from './paying/asking.ts';
import { type Paid, payAll } from './paying/payAll.ts';
import type { Victim } from './plan/kills.ts';
import { planOf } from './plan/plan.ts';
import type { Trouble } from './plan/troubles.ts';
import { ageAttempts } from './quiet/ageAttempts.ts';
import { type Rest, untilQuiet } from './quiet/untilQuiet.ts';
import { breachesOf, killedLine, profileLine, type Told, troubleLine } from './report/report.ts';
import { createStopwatch, type Stopwatch } from './report/stopwatch.ts';
import { proveAll } from './snapshot/proveAll.ts';
import { readBooks } from './snapshot/readBooks.ts';
import { readDatabase } from './snapshot/readDatabase.ts';
import { readMailbox } from './snapshot/readMailbox.ts';
import { readStripe } from './snapshot/readStripe.ts';
import type { Snapshot } from './snapshot/snapshot.ts';
import type { Xero } from './town/accountant.ts';
import { passNights, reconcile } from './town/nights.ts';
import { keepPace } from './town/pace.ts';
import type { Town } from './town/people.ts';
import { settleTown, townFor } from './town/settle.ts';
import { type ChaosStack, openChaosStack } from './town/stack.ts';
import { dealTroubles } from './troubles/deal.ts';
import { loseWebhooks } from './troubles/webhooks.ts';

export type Wanted = { payments: number; kills: number; seed: string; among?: readonly Victim[]; keep: boolean };

type Heard = { print: (line: string) => void; fell: readonly string[]; watch: Stopwatch };

/** How long it may take to come to rest once the last payer is done. */
const restLimit_ms = 120_000;

/**
 * One run: a platform is brought up, payments go through it while its processes are killed and what it talks to misbehaves, it comes
 * to rest, and every promise is checked. What was found is returned; the data stays behind when it was not all well.
 */
export async function runChaos(wanted: Wanted, print: (line: string) => void): Promise<Told> {
  const from_ms = performance.now();
  const watch = createStopwatch();
  const { steps, fell } = watchFalls(printSteps(print));
  steps.heading(`Chaos: ${wanted.payments} payments, ${wanted.kills} kills, seed ${wanted.seed}`);
  const stack = await openChaosStack(steps);
  watch.lap('start');
  const breakOff = () => void stack.end(false).finally(() => process.exit(130));
  process.once('SIGINT', breakOff).once('SIGTERM', breakOff);
  let isWell = false;
  try {
    print(`\n${profileLine()}\n`);
    const told = { ...(await live(stack, wanted, { print, fell, watch })), took_ms: performance.now() - from_ms };
    isWell = breachesOf(told) === 0;
    return told;
  } finally {
    process.off('SIGINT', breakOff).off('SIGTERM', breakOff);
    const isKept = wanted.keep || !isWell;
    await stack.end(isKept);
    if (isKept) print(`data and logs are left in ${stack.folder.root}`);
  }
}

async function live(stack: ChaosStack, wanted: Wanted, { print, fell, watch }: Heard): Promise<Omit<Told, 'took_ms'>> {
  const { addresses } = stack;
  const xero: Xero = { sandbox: addresses.stripe, ...stack.keys.xero };
  const { client, close } = await openGateway(stack);
  const begun = new Date();
  const owner = connect({ url: addresses.owner, max: 2, name: 'chaos', statementTimeout_ms: 60_000 });
  const rests: Rest[] = [];
  const rest = async () => {
    rests.push(await untilQuiet(owner, addresses.stripe, restLimit_ms));
  };
  try {
    const town = await settleTown({ client, addresses, xero }, townFor(wanted.payments));
    watch.lap('town');
    const asking = createAsking(client);
    const { killed, troubles, ...paid } = await payAndKill({ stack, client, town, asking, owner }, wanted, print);
    watch.lap('payments');
    // What was lost last is found by the hour that comes after.
    await reconcile(owner);
    await rest();
    watch.lap('rest');
    await asking.repeatAll();
    watch.lap('repeats');
    print(`\n${await ageAttempts(owner)} attempts are still open: they are made a day older, for the janitor`);
    await rest();
    watch.lap('second rest');
    const proofs = await proveAll(client, town, begun);
    await rest();
    watch.lap('proofs');
    const snapshot = await look(
      stack,
      { owner, town, xero },
      {
        asked: asking.asked,
        ...paid,
        proofs,
        fell,
        cutOff: cutOffs(killed, troubles),
      },
    );
    watch.lap('reading');
    const { seed, payments } = wanted;
    const figures = { mails: mailFigures(snapshot), books: bookFigures(snapshot), phases: watch.laps };
    return {
      seed,
      payments,
      killed,
      troubles,
      rests,
      verdicts: judge(snapshot),
      asked: asking.asked,
      journeys: snapshot.journeys,
      ...figures,
    };
  } finally {
    await owner.close();
    await close();
  }
}

type Known = Pick<Snapshot, 'proofs' | 'asked' | 'journeys' | 'seenPaid' | 'fell' | 'cutOff'>;

/** Deaths of who sends mail and of who takes it, and connections dropped between the two. */
function cutOffs(killed: readonly Killed[], troubles: readonly Trouble[]): number {
  const dropped = troubles.filter(({ kind }) => kind === 'mail stored, connection dropped');
  return killed.filter(({ victim }) => victim === 'work' || victim === 'sandbox').length + dropped.length;
}

/** All that there is now. */
async function look(
  { addresses, status }: ChaosStack,
  { owner, town, xero }: { owner: Connection; town: Town; xero: Xero },
  known: Known,
): Promise<Snapshot> {
  const billed = town.tenants.flatMap(({ id, customers, automatic }) =>
    [...customers, ...Object.values(automatic)].map(({ customerId, email }) => ({ tenant: id, customerId, email })),
  );
  const begun = new Date();
  return {
    ...known,
    ...(await readDatabase(owner)),
    stripe: await readStripe(addresses.stripe, town.tenants),
    mailbox: await readMailbox(addresses.stripe, town, begun),
    books: await readBooks(xero, town),
    billed,
    processes: Object.keys(status().processes).length,
  };
}

type Turmoil = { stack: ChaosStack; client: Client; town: Town; asking: Asking; owner: Connection };

/** Every payment of the plan is gone through, every blow has fallen and every trouble is over. */
async function payAndKill(
  { stack, owner, ...parts }: Turmoil,
  wanted: Wanted,
  print: (line: string) => void,
): Promise<Paid & { killed: Killed[]; troubles: Trouble[] }> {
  const plan = planOf(wanted.seed, wanted, townFor(wanted.payments));
  const stripeApi = stack.addresses.stripe;
  const quick = keepPace(stripeApi);
  await loseWebhooks(stripeApi);
  const endNights = passNights(owner);
  try {
    const blows = dealBlows(stack, plan.blows, (killed) => print(killedLine(killed)));
    const troubles = dealTroubles(stripeApi, plan.troubles, (trouble) => print(troubleLine(trouble)));
    const begun = (payment: number) => {
      blows.begun(payment);
      troubles.begun(payment);
    };
    const paid = await payAll({ ...parts, stripeApi }, plan, begun);
    const killed = await blows.ended();
    await troubles.ended();
    return { ...paid, killed, troubles: plan.troubles };
  } finally {
    await endNights();
    await quick();
  }
}
