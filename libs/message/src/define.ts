import type { z } from 'zod';
import type { Role } from './actor.ts';

/**
 * Who may send a command or query; what is not named may not. `customer: 'own'` means a customer, for what is theirs:
 * the wall in the database holds them to it. `services` name the other services that may.
 */
export type Callers = {
  staff?: readonly Role[];
  customer?: 'own';
  public?: true;
  services?: readonly string[];
};

/** A payload version that is still understood, and how it becomes the next one. */
export type Older = Record<number, { schema: z.ZodType; upgrade: (payload: unknown) => unknown }>;

type Common = {
  service: string;
  name: string;
  version: number;
  /** Paths of personal data (`email`, `contacts.*.email`): sealed on the wire and wherever the message is stored. */
  sealed?: readonly string[];
  /** Path of the customer id under whose key the stored message is sealed; without it, the tenant's key. */
  subject?: string;
  older?: Older;
};

export type CommandSpec<I extends z.ZodType, O extends z.ZodType> = Common & {
  input: I;
  output: O;
  callers: Callers;
  /** Paths in the output that are never stored nor logged; they are fetched anew for each reply. */
  secret?: readonly string[];
  /** Paths of personal data in the output. */
  sealedOutput?: readonly string[];
};

export type Command<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = CommandSpec<I, O> & {
  kind: 'command';
};
export type Query<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = CommandSpec<I, O> & {
  kind: 'query';
};
export type Event<P extends z.ZodType = z.ZodType> = Common & {
  kind: 'event';
  input: P;
  /** Services that may react to it. */
  readers: readonly string[];
};
export type Job<P extends z.ZodType = z.ZodType> = { kind: 'job'; name: string; input: P };

/** Any message with a payload. */
export type Spec = Command | Query | Event;

/** Asks one service to do something; one handler; imperative. */
export function command<I extends z.ZodType, O extends z.ZodType>(spec: CommandSpec<I, O>): Command<I, O> {
  return { kind: 'command', ...spec };
}

/** Asks one service for something it knows; changes nothing. */
export function query<I extends z.ZodType, O extends z.ZodType>(spec: CommandSpec<I, O>): Query<I, O> {
  return { kind: 'query', ...spec };
}

/** Says what happened; past tense; any number of readers. */
export function event<P extends z.ZodType>(spec: Omit<Event<P>, 'kind'>): Event<P> {
  return { kind: 'event', ...spec };
}

/** Slow or timed work inside one service. Its payload is ids and nothing else, since Redis keeps it in clear text. */
export function job<P extends z.ZodType<Record<string, string>>>(name: string, input: P): Job<P> {
  return { kind: 'job', name, input };
}
