import { Worker } from 'node:worker_threads';
import { type Fault, fault } from '@purser/fault';

export type PoolOptions<I> = {
  /** A program that says `ready`, then answers each input with `{ output }` or `{ error }`. */
  entry: URL;
  /** Threads at most; started as they are needed. */
  size: number;
  /** Jobs that may wait for a thread. */
  queue: number;
  /** The longest a job may take, by what there is to do. */
  timeout_ms(input: I): number;
};

export type Pool<I, O> = {
  /**
   * @throws Fault `limited` `too_many_waiting` when the queue is full; `unavailable` `worker_lost` when the thread died or hung, and
   * another has taken its place, or when the pool is closed; `bug` `render_failed` when the job itself failed
   */
  run(input: I): Promise<O>;
  /** Ends the threads; what was still to be done fails as `unavailable`. */
  close(): Promise<void>;
};

type Job<I, O> = { input: I; resolve(output: O): void; reject(error: Fault): void };
type Seat<I, O> = { worker: Worker; job: Job<I, O> | undefined; isReady: boolean; timer: NodeJS.Timeout | undefined };
type Answer<O> = 'ready' | { output: O } | { error: string };

/**
 * Most memory of a thread: a document that wants more ends its thread, and not the process. Much of it for what is young, since
 * nearly all that a document needs is thrown away with it.
 */
const resourceLimits = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 96 };

/** Threads that take jobs in turn. Whatever becomes of one job or one thread, the others go on; idle ones let the process end. */
export function openPool<I, O>({ entry, size, queue, timeout_ms }: PoolOptions<I>): Pool<I, O> {
  const seats = new Set<Seat<I, O>>();
  const waiting: Job<I, O>[] = [];
  let isClosed = false;

  const start = (): Seat<I, O> => {
    const seat: Seat<I, O> = {
      worker: new Worker(entry, { resourceLimits }),
      job: undefined,
      isReady: false,
      timer: undefined,
    };
    seats.add(seat);
    seat.worker.on('message', (answer: Answer<O>) => hear(seat, answer));
    seat.worker.on('error', (error) => lose(seat, error.message));
    seat.worker.on('exit', (code) => lose(seat, `exit ${code}`));
    return seat;
  };
  const give = (seat: Seat<I, O>, job: Job<I, O>) => {
    seat.job = job;
    // A thread at work keeps the process alive, until its answer is here.
    seat.worker.ref();
    const limit_ms = timeout_ms(job.input);
    seat.timer = setTimeout(() => lose(seat, `no answer within ${limit_ms} ms`), limit_ms);
    if (seat.isReady) seat.worker.postMessage(job.input);
  };
  const free = (seat: Seat<I, O>): Job<I, O> | undefined => {
    const { job } = seat;
    clearTimeout(seat.timer);
    seat.job = undefined;
    return job;
  };
  const next = (seat: Seat<I, O>) => {
    const job = waiting.shift();
    if (job) give(seat, job);
    else seat.worker.unref();
  };
  const hear = (seat: Seat<I, O>, answer: Answer<O>) => {
    if (!seats.has(seat)) return;
    if (answer === 'ready') {
      seat.isReady = true;
      if (seat.job) seat.worker.postMessage(seat.job.input);
      return;
    }
    const job = free(seat);
    if ('output' in answer) job?.resolve(answer.output);
    else job?.reject(fault('bug', 'render_failed', 'The document could not be made.', { internal: answer.error }));
    next(seat);
  };
  const lose = (seat: Seat<I, O>, reason: string) => {
    if (!seats.delete(seat)) return;
    void seat.worker.terminate();
    free(seat)?.reject(lost(reason));
    const job = isClosed ? undefined : waiting.shift();
    if (job) give(start(), job);
  };

  return {
    run: (input) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(lost('the pool is closed'));
        const job = { input, resolve, reject };
        const idle = [...seats].find((seat) => !seat.job) ?? (seats.size < size ? start() : undefined);
        if (idle) return give(idle, job);
        if (waiting.length >= queue) return reject(full());
        waiting.push(job);
      }),
    close: async () => {
      isClosed = true;
      for (const job of waiting.splice(0)) job.reject(lost('the pool is closed'));
      const open = [...seats];
      for (const seat of open) lose(seat, 'the pool is closed');
      await Promise.all(open.map(({ worker }) => worker.terminate()));
    },
  };
}

function lost(internal: string): Fault {
  return fault('unavailable', 'worker_lost', 'The document was not made. Please try again.', { internal });
}

function full(): Fault {
  const text = 'Too many documents are being made at the moment. Please try again.';
  return fault('limited', 'too_many_waiting', text, { retryAfter_ms: 1000 });
}
