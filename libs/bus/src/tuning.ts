/** The bus's own times and bounds. Everything has a default for production; the fault tests use a fast profile. */
export type Tuning = {
  /** How long a waited command or query may take before the caller gives up. */
  reply_ms: number;
  /** How long an outside call may hold its row before another process takes it over. */
  lease_ms: number;
  backoffBase_ms: number;
  backoffCap_ms: number;
  /** Attempts before a message counts as failed and alarms. */
  attempts: number;
  /** A parked message is looked at again after this, doubling to the cap. */
  parkBase_ms: number;
  parkCap_ms: number;
  /** A parked message alarms after this. */
  parkAlarm_ms: number;
  /** How often PostgreSQL is swept for what no alarm clock woke. */
  sweep_ms: number;
  /** How long a row must be overdue before the sweeper takes it from the alarm clock. */
  sweepGrace_ms: number;
  /** An unsent message this old was lost by the process that wrote it. */
  outboxGrace_ms: number;
  /** A delivery that nobody answered is given again after this: the process that had it died. */
  ackWait_ms: number;
  /** Messages handled at once per service and process. */
  inFlight: number;
  /** Waited commands queued beyond that before callers are told to come again. */
  queued: number;
  /** Messages of one tenant on the way at once, per relay. */
  perTenant: number;
  /** Of the messages that may take long, so many of one tenant are worked on at once, per service and process. */
  share: number;
  /** Age up to which sent messages are sent again after a stream was lost: the age the stream itself keeps. */
  streamAge_ms: number;
  /** Sent messages are kept so long for a replay: longer than the streams keep them. */
  outboxKeep_ms: number;
  /** Settled messages are known so long: longer than the outbox may replay them. */
  ledgerKeep_ms: number;
};

export const productionTuning: Tuning = {
  reply_ms: 5000,
  lease_ms: 60_000,
  backoffBase_ms: 1000,
  backoffCap_ms: 300_000,
  attempts: 12,
  parkBase_ms: 5000,
  parkCap_ms: 300_000,
  parkAlarm_ms: 900_000,
  sweep_ms: 5000,
  sweepGrace_ms: 2000,
  outboxGrace_ms: 2000,
  ackWait_ms: 60_000,
  inFlight: 64,
  queued: 512,
  perTenant: 32,
  share: 16,
  streamAge_ms: 172_800_000,
  outboxKeep_ms: 604_800_000,
  ledgerKeep_ms: 34_560_000_000,
};

/** Short times for tests of faults: the same rules, sooner. */
export const fastTuning: Tuning = {
  ...productionTuning,
  lease_ms: 2500,
  backoffBase_ms: 50,
  backoffCap_ms: 1000,
  attempts: 40,
  parkBase_ms: 200,
  parkCap_ms: 1000,
  parkAlarm_ms: 20_000,
  sweep_ms: 250,
  sweepGrace_ms: 250,
  outboxGrace_ms: 500,
  ackWait_ms: 3000,
};

/** Exponential backoff with full jitter on its upper half; `attempt` counts from 1. */
export function backoff_ms(
  attempt: number,
  base_ms: number,
  cap_ms: number,
  random: () => number = Math.random,
): number {
  const full = Math.min(cap_ms, base_ms * 2 ** Math.min(attempt - 1, 30));
  return Math.round(full / 2 + (full / 2) * random());
}
