import { numberOf } from '../store/open.ts';
import type { MailWorld } from './world.ts';

/** True until `ms` of sandbox time have passed since this pair was first seen. */
export function mustComeBack({ db, clock }: MailWorld, sender: string, recipient: string, ms: number): boolean {
  db.sql('INSERT INTO greylist (sender, recipient, first_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING').run(
    sender,
    recipient,
    clock.nowMs(),
  );
  const row = db.sql('SELECT first_ms FROM greylist WHERE sender = ? AND recipient = ?').get(sender, recipient);
  return clock.nowMs() - numberOf(row?.first_ms) < ms;
}
