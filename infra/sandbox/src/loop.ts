import { mature } from './payments/balance.ts';
import { passDay } from './payments/days.ts';
import { followDebit } from './payments/debit.ts';
import { passDeadline, reviewEvidence } from './payments/dispute.ts';
import { answerMandate } from './payments/mandate.ts';
import { arrive } from './payments/payout.ts';
import { followRefund } from './payments/refundOutcome.ts';
import { settleLater } from './payments/settle.ts';
import { bringTrouble } from './payments/trouble.ts';
import { pruneKeys } from './store/idempotency.ts';
import { transaction } from './store/open.ts';
import { dueTasks, nextTaskDue, removeTask, type Task } from './store/tasks.ts';
import { createDeliverer } from './webhooks/deliver.ts';
import type { Scope, World } from './world.ts';

/** What the sandbox does by itself: late settlements, what banks decide, payouts and webhook deliveries, as they become due. */
export interface Loop {
  /** Looks again soon; many calls make one look. */
  wake: () => void;
  stop: () => Promise<void>;
}

/** The kinds of later work, by the name they are stored under. */
const tasks: Record<string, (scope: Scope, subject: string) => unknown> = {
  settle: settleLater,
  refund: followRefund,
  trouble: bringTrouble,
  dispute_review: reviewEvidence,
  dispute_deadline: passDeadline,
  payout_arrival: arrive,
  debit: followDebit,
  mandate: answerMandate,
};

const batch = 100;
/** A look at least this often, so that a changed machine clock cannot leave work waiting. */
const longestWaitMs = 5_000;
const pruneEveryMs = 10 * 60_000;

function runTask(world: World, task: Task): void {
  const run = tasks[task.name];
  if (!run) throw new Error(`no task is called ${task.name}`);
  const scope: Scope = {
    world,
    account: task.account,
    connected: task.connected,
    now: world.clock.now(),
    request: { id: null, idempotencyKey: null },
  };
  transaction(world.db, () => {
    removeTask(world, task.seq);
    run(scope, task.subject);
    world.ids.save();
  });
}

/** Starts the loop; what was owed before a restart is taken up at once. */
export function createLoop(world: World): Loop {
  const deliverer = createDeliverer(world);
  let timer: NodeJS.Timeout | undefined;
  let looking: NodeJS.Immediate | undefined;
  let stopped = false;
  let prunedAt = 0;

  function look(): void {
    looking = undefined;
    if (stopped) return;
    if (Date.now() - prunedAt > pruneEveryMs) {
      pruneKeys(world);
      prunedAt = Date.now();
    }
    mature(world);
    passDay(world);
    const due = dueTasks(world, batch);
    for (const task of due) runTask(world, task);
    const next = [deliverer.pump(), nextTaskDue(world)].filter((at) => at !== undefined);
    const wait = Math.min(longestWaitMs, ...next.map((at) => at - world.clock.nowMs()));
    clearTimeout(timer);
    timer = setTimeout(wake, due.length === batch ? 0 : Math.max(1, wait));
  }

  function wake(): void {
    if (!stopped) looking ??= setImmediate(look);
  }

  return {
    wake,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      if (looking) clearImmediate(looking);
      await deliverer.stop();
    },
  };
}
