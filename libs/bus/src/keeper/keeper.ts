import type { Contracts } from '../contracts.ts';
import { type NatsLine, type NatsLogin, openNats } from '../transport/natsConnection.ts';
import { isJetStreamError } from '../transport/natsErrors.ts';
import { respondNats } from '../transport/natsRespond.ts';
import { productionTuning } from '../tuning.ts';
import { makeConsumer, makeStream } from './make.ts';
import { type Plan, planOf } from './plan.ts';
import { consumerRequest, type KeeperAnswer, keeperSubject } from './request.ts';

/** The NATS user that alone makes and changes streams and consumers; no service bears this name. */
export const keeperUser = 'keeper';

export type KeeperOptions = Omit<NatsLogin, 'user'> & { contracts: Contracts };
export type Keeper = { close(): Promise<void> };

const lookEvery_ms = 5000;
const lookAgain_ms = 1000;

/**
 * Makes every service's streams, now and whenever they are missing, and the consumers that services ask for. Any number
 * may run. Resolves once it listens and has looked for the first time.
 * @throws Error when it cannot connect
 */
export function startKeeper({ contracts, ...login }: KeeperOptions): Promise<Keeper> {
  return keep(login, planOf(contracts, productionTuning.streamAge_ms));
}

/** The keeper of a plan. */
export async function keep(login: Omit<NatsLogin, 'user'>, plan: Plan): Promise<Keeper> {
  const line = await openNats({ ...login, user: keeperUser });
  const watch = watchStreams(line, plan);
  const desk = await respondNats(line, {
    subject: keeperSubject('*'),
    queue: keeperUser,
    handle: async (data, subject) => encode(await answer(line, plan, subject.slice(keeperSubject('').length), data)),
  });
  await watch.look();
  line.onReconnect(() => void watch.look());
  return {
    close: async () => {
      await desk.close();
      await watch.close();
      await line.close();
    },
  };
}

/** Sees to it now and then, and soon again while something is missing, that every stream is there. */
function watchStreams({ jsm, note }: NatsLine, { streams }: Plan) {
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  const once = async () => {
    let isWhole = false;
    try {
      for (const spec of streams) await makeStream(jsm, spec);
      isWhole = true;
    } catch (error) {
      if (!closed) note('the streams could not be made', { error: String(error) });
    }
    clearTimeout(timer);
    if (!closed) timer = setTimeout(() => void look(), isWhole ? lookEvery_ms : lookAgain_ms);
  };
  const look = (): Promise<void> => {
    looking ??= once().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  return {
    look,
    close: async () => {
      closed = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

async function answer(line: NatsLine, plan: Plan, service: string, data: Uint8Array): Promise<KeeperAnswer> {
  const asked = consumerRequest.safeParse(decode(data));
  if (!asked.success) return refused(line, service, 'this asks for no consumer, or for one beyond the bounds');
  const { stream, name, from, ...bounds } = asked.data;
  const planned = plan.consumersOf(service).find((one) => one.stream === stream && one.name === name);
  if (!planned) return refused(line, service, `the contracts give ${service} no such consumer`);
  try {
    const spec = { ...planned, ...bounds, ...(from !== undefined && { from: new Date(from) }) };
    if ((await makeConsumer(line.jsm, spec)) === 'kept')
      line.note('this server cannot change the bounds of a consumer that is there', { stream, consumer: name });
    return { made: true };
  } catch (error) {
    // Its asker comes again.
    const isEarly = isJetStreamError(error, 'streamNotFound');
    line.note('a consumer could not be made', { service, stream, consumer: name, error: String(error) });
    return { made: false, why: isEarly ? 'its stream is not there' : 'the server did not make it' };
  }
}

function refused({ note }: NatsLine, service: string, why: string): KeeperAnswer {
  note('a consumer is refused', { service, why });
  return { made: false, why };
}

const encode = (value: KeeperAnswer) => new TextEncoder().encode(JSON.stringify(value));

function decode(data: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(data));
  } catch {
    // No JSON is no request either.
    return undefined;
  }
}
