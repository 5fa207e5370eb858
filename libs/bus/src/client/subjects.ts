/**
 * Where a waited command goes: the direct road, core NATS request and reply. The stream's own subjects begin with `cmd.`,
 * so nothing sent here is stored; the receiver's ledger is the record, and no answer means that the caller repeats.
 */
export function directSubject(service: string, name: string, sender: string): string {
  return `call.${service}.${name}.${sender}`;
}

/** Where a sender's answers come: NATS lets it, and nobody else, listen there. */
export function inboxOf(sender: string): string {
  return `_INBOX_${sender}`;
}
