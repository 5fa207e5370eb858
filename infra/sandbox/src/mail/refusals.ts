import type { Row } from '../store/open.ts';
import type { MailWorld } from './world.ts';

/** A message or recipient that was refused; of the message itself nothing is kept. */
interface Refusal {
  stage: string;
  sender: string;
  recipient: string;
  code: number;
  text: string;
}

const kept = 1_000;

/** Logs a refusal; only the latest 1,000 are kept. */
export function logRefusal({ db, clock }: MailWorld, { stage, sender, recipient, code, text }: Refusal): void {
  const { lastInsertRowid } = db
    .sql('INSERT INTO refusals (at_ms, stage, sender, recipient, code, text) VALUES (?, ?, ?, ?, ?, ?)')
    .run(clock.nowMs(), stage, sender, recipient, code, text);
  db.sql('DELETE FROM refusals WHERE seq <= ?').run(Number(lastInsertRowid) - kept);
}

export const latestRefusals = ({ db }: MailWorld, limit: number): Row[] =>
  db.sql('SELECT at_ms, stage, sender, recipient, code, text FROM refusals ORDER BY seq DESC LIMIT ?').all(limit);
