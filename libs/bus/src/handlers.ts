import type { Tx } from '@purser/db';
import type { Fault } from '@purser/fault';
import type { Actor, Command, Event, Query } from '@purser/message';
import type { Keyring } from '@purser/vault';
import type { z } from 'zod';
import type { Log } from './log.ts';

/** What every handler is told about the message it works on. */
export type MessageFacts = {
  tenant: string;
  actor: Actor;
  /** The service that sent it, as NATS knows it. */
  sender: string;
  messageId: string;
  correlation: string;
  /** Business time when it was sent. */
  at: Date;
  /** Business time of this attempt. */
  now: Date;
  log: Log;
  /** The keys of the tenant, or of one data subject (a customer) of it. */
  keys(subject?: string): Promise<Keyring>;
};

/** What may happen together with the transaction: nothing of it does if it rolls back. */
export type Stage = {
  /** An event of this service, or a command to another (no reply). Returns the message's id. */
  send<S extends Event | Command>(spec: S, payload: z.input<S['input']>): string;
  /** A command to this service itself, due at a business time: a timer. */
  later<S extends Command>(spec: S, payload: z.input<S['input']>, at: Date): string;
  /** Something others may be parked for is here now. */
  appeared(key: string): void;
};

export type Context = MessageFacts & { tx: Tx; stage: Stage };

/** Asks other services; only where nothing is open. */
export type Ask = {
  command<C extends Command>(
    spec: C,
    payload: z.input<C['input']>,
    options?: { id?: string },
  ): Promise<z.output<C['output']>>;
  query<Q extends Query>(spec: Q, payload: z.input<Q['input']>): Promise<z.output<Q['output']>>;
};

/**
 * What a step of an outside call leads to: the next one with its exact request, or the end. `refused` ends the command
 * with that refusal and keeps what the transaction wrote, where throwing would roll it back.
 */
export type Next<O> = { step: string; request: unknown } | { done: O } | { refused: Fault };

/** What an outside call is told. `again`: the same request may have been sent before, and what came of that is not known. */
export type CallFacts = MessageFacts & { again: boolean };

export type Step<O> = {
  /**
   * The outside call, with nothing open. It gets the stored request and recomputes nothing. A known refusal is a
   * response; throwing means that the outcome is unknown and the same request will be sent again.
   */
  call(request: unknown, facts: CallFacts): Promise<unknown>;
  /** The transaction that writes down what came of it. */
  record(ctx: Context, request: unknown, response: unknown): Promise<Next<O>>;
};

export type SteppedWork<I, G, O> = {
  /** Asks or reserves at other services. It may run again after a crash, with the same message id. */
  gather(facts: MessageFacts & { ask: Ask }, input: I): Promise<G>;
  /** Decides, and stores the intent: what it returns is stored before anything outside happens. */
  plan(ctx: Context, input: I, gathered: G): Promise<Next<O>>;
  steps: Record<string, Step<O>>;
  /**
   * Writes down that its attempts are used up, before the message counts as failed: for what would seem to be under way for ever. It may
   * run again; and staff may have the message tried again, which goes on at the step that failed.
   */
  gaveUp?(ctx: Context, input: I, problem: Fault): Promise<void>;
  /** Adds what is secret to the reply; runs with nothing open, at each reply. */
  reveal?(facts: MessageFacts, output: O): Promise<O>;
};

export type CommandHandler = {
  kind: 'command';
  spec: Command;
  name: string;
  run(ctx: Context, input: unknown): Promise<unknown>;
};
export type SteppedHandler = {
  kind: 'stepped';
  spec: Command;
  name: string;
  work: SteppedWork<unknown, unknown, unknown>;
};
export type Reaction = {
  kind: 'reaction';
  spec: Event;
  name: string;
  run(ctx: Context, input: unknown): Promise<void>;
};
export type BatchReaction = {
  kind: 'batch';
  spec: Event;
  name: string;
  run(
    ctx: Omit<Context, keyof MessageFacts> & Pick<MessageFacts, 'tenant' | 'now' | 'log' | 'keys'>,
    items: BatchItem<unknown>[],
  ): Promise<void>;
};
/** `ctx` is what a handler of this one alone would get, in the transaction of all: what it stages follows from this one. */
export type BatchItem<P> = { payload: P; messageId: string; at: Date; ctx: Context };
export type QueryHandler = {
  kind: 'query';
  spec: Query;
  name: string;
  run(ctx: Omit<Context, 'stage'>, input: unknown): Promise<unknown>;
};
export type Handler = CommandHandler | SteppedHandler | Reaction | BatchReaction | QueryHandler;

/** One command of this service and its handler. */
export function handle<C extends Command>(
  spec: C,
  run: (ctx: Context, input: z.output<C['input']>) => Promise<z.input<C['output']>>,
): CommandHandler {
  return { kind: 'command', spec, name: `${spec.service}.${spec.name}`, run: run as CommandHandler['run'] };
}

/** One command that calls the outside, in its four steps. */
export function handleStepped<C extends Command, G>(
  spec: C,
  work: SteppedWork<z.output<C['input']>, G, z.input<C['output']>>,
): SteppedHandler {
  return {
    kind: 'stepped',
    spec,
    name: `${spec.service}.${spec.name}`,
    work: work as unknown as SteppedHandler['work'],
  };
}

/** What this service does on an event of another. `name` is recorded: renaming makes a new reaction that starts today. */
export function react<E extends Event>(
  spec: E,
  name: string,
  run: (ctx: Context, payload: z.output<E['input']>) => Promise<void>,
): Reaction {
  return { kind: 'reaction', spec, name, run: run as Reaction['run'] };
}

/** A reaction that takes many events of one tenant in one transaction, with few statements for all of them: for what comes in crowds. */
export function reactInBatches<E extends Event>(
  spec: E,
  name: string,
  run: (ctx: Parameters<BatchReaction['run']>[0], items: BatchItem<z.output<E['input']>>[]) => Promise<void>,
): BatchReaction {
  return { kind: 'batch', spec, name, run: run as BatchReaction['run'] };
}

/** Answers a query, in a transaction that only reads. */
export function answer<Q extends Query>(
  spec: Q,
  run: (ctx: Omit<Context, 'stage'>, input: z.output<Q['input']>) => Promise<z.input<Q['output']>>,
): QueryHandler {
  return { kind: 'query', spec, name: `${spec.service}.${spec.name}`, run: run as QueryHandler['run'] };
}
