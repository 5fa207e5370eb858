import type { Scope, World } from '../world.ts';
import { numberOf, textOf } from './open.ts';

/** Work the sandbox does later by itself, such as the asynchronous half of a capture. */
export interface Task {
  seq: number;
  account: string;
  connected: boolean;
  name: string;
  subject: string;
}

export function scheduleTask(scope: Scope, name: string, subject: string, delayMs: number): void {
  scope.world.db
    .sql('INSERT INTO tasks (account, connected, due_ms, name, subject) VALUES (?, ?, ?, ?, ?)')
    .run(scope.account, scope.connected ? 1 : 0, scope.world.clock.nowMs() + delayMs, name, subject);
}

export function dueTasks(world: World, limit: number): Task[] {
  return world.db
    .sql('SELECT seq, account, connected, name, subject FROM tasks WHERE due_ms <= ? ORDER BY due_ms, seq LIMIT ?')
    .all(world.clock.nowMs(), limit)
    .map((row) => ({
      seq: numberOf(row.seq),
      account: textOf(row.account),
      connected: numberOf(row.connected) === 1,
      name: textOf(row.name),
      subject: textOf(row.subject),
    }));
}

export const removeTask = (world: World, seq: number): void => {
  world.db.sql('DELETE FROM tasks WHERE seq = ?').run(seq);
};

/** When the next task is due, in sandbox milliseconds. */
export function nextTaskDue(world: World): number | undefined {
  const row = world.db.sql('SELECT min(due_ms) AS due FROM tasks').get();
  return row && row.due !== null ? numberOf(row.due) : undefined;
}
