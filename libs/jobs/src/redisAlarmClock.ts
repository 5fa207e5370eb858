import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { AlarmClock, Wake } from './alarmClock.ts';

type Options = {
  url: string;
  /** Keys in Redis begin with it, so that several stacks can share a server. */
  prefix: string;
  /** One queue per service. */
  service: string;
  concurrency?: number;
  /** Told when Redis fails; the same fault is told once until it works again. */
  onFault?: (fault: string) => void;
};

/** Alarms in BullMQ: delayed jobs that any process of the service may be woken by. */
export function redisAlarmClock(options: Options): AlarmClock {
  const heard = new Map<string, boolean>();
  const told = (where: string) => (error: Error) => {
    if (!heard.get(where)) options.onFault?.(`${where}: ${error.message}`);
    heard.set(where, true);
  };
  const retryStrategy = (times: number) => Math.min(times * 100, 1000);
  const producer = new Redis(options.url, { maxRetriesPerRequest: 1, enableOfflineQueue: false, retryStrategy });
  const consumer = new Redis(options.url, { maxRetriesPerRequest: null, retryStrategy });
  producer.on('error', told('redis'));
  consumer.on('error', told('redis'));
  producer.on('ready', () => heard.clear());
  const name = `wake-${options.service}`;
  const queue = new Queue(name, { connection: producer, prefix: options.prefix, skipVersionCheck: true });
  queue.on('error', told('queue'));
  let worker: Worker | undefined;

  return {
    set: async ({ tenant, handler, messageId }, delay_ms) => {
      // BullMQ would wait for a connection that was never there, and keep every alarm in memory until then.
      if (producer.status !== 'ready') return told('set')(new Error('not connected'));
      try {
        await queue.add(
          'wake',
          { tenant, handler, messageId },
          {
            delay: Math.max(0, Math.round(delay_ms)),
            removeOnComplete: true,
            removeOnFail: true,
            attempts: 1,
          },
        );
      } catch (error) {
        told('set')(error instanceof Error ? error : new Error(String(error)));
      }
    },
    onRing: (ring) => {
      worker = new Worker(name, async (job) => ring(job.data as Wake), {
        connection: consumer,
        prefix: options.prefix,
        concurrency: options.concurrency ?? 16,
        skipVersionCheck: true,
      });
      worker.on('error', told('worker'));
    },
    close: async () => {
      await Promise.race([worker?.close(), new Promise((resolve) => setTimeout(resolve, 3000).unref())]);
      await Promise.race([queue.close(), new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
      producer.disconnect();
      consumer.disconnect();
    },
  };
}
