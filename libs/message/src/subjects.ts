/**
 * Subjects on NATS. The last word of a command's or query's subject is the sending service: NATS lets each service's
 * user publish under its own name only, so the receiver knows for certain who speaks.
 */
export function commandSubject(service: string, name: string, sender: string): string {
  return `cmd.${service}.${name}.${sender}`;
}

export function querySubject(service: string, name: string, sender: string): string {
  return `qry.${service}.${name}.${sender}`;
}

/** Only the service itself may publish here. */
export function eventSubject(service: string, name: string): string {
  return `evt.${service}.${name}`;
}

export function fullName(spec: { service: string; name: string }): string {
  return `${spec.service}.${spec.name}`;
}
