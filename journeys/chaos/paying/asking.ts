import { setTimeout as pause } from 'node:timers/promises';
import type { Client, Outcome } from '@purser/bus';
import { type FaultWire, fromWire, isFault } from '@purser/fault';
import { type Command, canonicalJson, dropFields, fullName, newId, principal } from '@purser/message';
import type { z } from 'zod';
import type { Person } from '../town/people.ts';

/** What ends the asking: the same for every repeat. */
export type Answer = { status: 'done'; result: unknown } | { status: 'rejected' | 'failed'; fault: FaultWire };

/** A command as its sender knows it. */
export type Asked = {
  /** Whose payment it belongs to. */
  payment: number;
  command: string;
  tenant: string;
  principal: string;
  key: string;
  tries: number;
  /** Answers that were not final, by code; what a careful program repeats on. */
  put_off: Record<string, number>;
  /** Every final answer that came, as text without secrets. */
  answers: string[];
  answer: Answer | undefined;
};

type Repeat = { asked: Asked; again(): Promise<void> };

/** Sends commands as a careful program does, and keeps a record of all it heard. */
export type Asking = {
  /** @throws GaveUp when no final answer came in time */
  ask<C extends Command>(
    spec: C,
    payload: z.input<C['input']>,
    person: Person,
    how: { payment: number; twice?: boolean },
  ): Promise<{ done: z.output<C['output']> } | { refused: FaultWire }>;
  readonly asked: readonly Asked[];
  /** Asks everything once more under its key, and keeps what is answered with the rest. */
  repeatAll(): Promise<void>;
};

/** No final answer, or not what was to be seen, within the time that a person would wait. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';
}

export const patience_ms = 90_000;
const reply_ms = 2_500;
const pauses_ms = [50, 100, 200, 400];

/**
 * Every command has an idempotency key and is repeated with it, under a new message id each time, until the platform has
 * said done or refused it for good.
 */
export function createAsking(client: Client): Asking {
  const repeats: Repeat[] = [];
  const ask: Asking['ask'] = async (spec, payload, person, { payment, twice = false }) => {
    const asked = record(spec, person, payment);
    const send = () => once(client, spec, payload, person, asked);
    repeats.push({ asked, again: () => untilFinal(spec, asked, send) });
    await (twice
      ? Promise.all([untilFinal(spec, asked, send), untilFinal(spec, asked, send)])
      : untilFinal(spec, asked, send));
    const { answer } = asked;
    if (answer?.status === 'done') return { done: spec.output.parse(answer.result) as never };
    if (answer) return { refused: answer.fault };
    throw new GaveUp(
      `${asked.command}: no final answer in ${patience_ms / 1000} s, only ${JSON.stringify(asked.put_off)}`,
    );
  };
  return {
    ask,
    get asked() {
      return repeats.map(({ asked }) => asked);
    },
    repeatAll: async () => {
      const left = [...repeats];
      const worker = async () => {
        for (let one = left.shift(); one; one = left.shift()) await one.again();
      };
      await Promise.all(Array.from({ length: 8 }, worker));
    },
  };
}

function record(spec: Command, person: Person, payment: number): Asked {
  const facts = { command: fullName(spec), tenant: person.tenant, principal: principal(person.actor), key: newId() };
  return { payment, ...facts, tries: 0, put_off: {}, answers: [], answer: undefined };
}

async function untilFinal(spec: Command, asked: Asked, send: () => Promise<Outcome>): Promise<void> {
  const deadline_ms = performance.now() + patience_ms;
  for (let tries = 0; performance.now() < deadline_ms; tries += 1) {
    const answer = finalAnswer(await send());
    if (answer) {
      asked.answer ??= answer;
      asked.answers.push(textOf(spec, answer));
      return;
    }
    await pause(pauses_ms[Math.min(tries, pauses_ms.length - 1)]);
  }
}

async function once(
  client: Client,
  spec: Command,
  payload: z.input<Command['input']>,
  person: Person,
  asked: Asked,
): Promise<Outcome> {
  asked.tries += 1;
  const outcome = await client
    .send(spec, payload, { ...person, key: asked.key, timeout_ms: reply_ms })
    .catch((error: unknown): Outcome => {
      if (!isFault(error)) throw error;
      const { kind, code, message } = error;
      return { status: 'retrying', fault: { kind, code, text: message } };
    });
  if (!finalAnswer(outcome)) {
    const why = 'fault' in outcome && outcome.fault ? outcome.fault.code : outcome.status;
    asked.put_off[why] = (asked.put_off[why] ?? 0) + 1;
  }
  return outcome;
}

/** Done, refused for good, or failed for good; anything else asks for another try with the same key. */
function finalAnswer(outcome: Outcome): Answer | undefined {
  if (outcome.status === 'done') return { status: 'done', result: outcome.result };
  if (outcome.status === 'failed') return { status: 'failed', fault: outcome.fault };
  if (outcome.status !== 'rejected' || fromWire(outcome.fault).passing) return undefined;
  return { status: 'rejected', fault: outcome.fault };
}

function textOf(spec: Command, answer: Answer): string {
  if (answer.status !== 'done') return canonicalJson({ status: answer.status, code: answer.fault.code });
  return canonicalJson({ status: 'done', result: dropFields(answer.result, spec.secret ?? []) });
}
