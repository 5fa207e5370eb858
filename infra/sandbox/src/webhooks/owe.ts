import type { Scope } from '../world.ts';
import type { Endpoint } from './hearers.ts';

/** Owes an event to endpoints. */
export function scheduleDeliveries(scope: Scope, event: string, type: string, endpoints: Endpoint[]): void {
  const insert = scope.world.db.sql('INSERT INTO deliveries (event, endpoint, state, due_ms) VALUES (?, ?, ?, ?)');
  for (const endpoint of endpoints) {
    for (const plan of scope.world.webhookFaults.plan(type)) {
      insert.run(
        event,
        endpoint.body.id,
        plan.dropped ? 'dropped' : 'pending',
        scope.world.clock.nowMs() + plan.delayMs,
      );
    }
  }
}
