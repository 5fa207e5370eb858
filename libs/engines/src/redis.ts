import { join } from 'node:path';
import { type Engine, portAt, startEngine } from './engine.ts';
import type { EngineKind, EngineOptions } from './engineKind.ts';
import { writePrivate } from './files.ts';
import { findBinary } from './findBinary.ts';
import type { Home } from './home.ts';
import { ask } from './loopback.ts';
import { type Wipeable, wipeData } from './wipe.ts';

export interface RedisOptions extends EngineOptions {
  /** Asked of every client; not empty. May differ from start to start. */
  password: string;
}

export interface RedisEngine extends Engine, Wipeable {
  /** `redis://:<password>@127.0.0.1:<port>`: not to be printed. */
  readonly url: string;
}

const CONFIG = 'redis.conf';

/**
 * Starts redis-server on 127.0.0.1, written to disk once a second, and never evicting a key to make room.
 * @throws EngineError
 */
export async function startRedis(options: RedisOptions): Promise<RedisEngine> {
  if (options.password === '') throw new RangeError('Redis needs a password');
  const { engine, started } = await startEngine(redisKind(options), options);
  const own = {
    url: `redis://:${encodeURIComponent(options.password)}@127.0.0.1:${engine.port}`,
    wipe: () => wipeData(started.home),
  };
  return Object.assign(engine, own);
}

function redisKind(options: RedisOptions): EngineKind {
  return {
    name: 'redis',
    stopSignal: 'SIGTERM',
    wishedPorts: [options.port],
    async prepare(home, ports) {
      const binary = await findBinary('redis-server', { log: options.log });
      const config = join(home.folder, CONFIG);
      await writePrivate(config, redisConfig(home, portAt(ports, 0), options.password), home.account);
      return { file: binary.path, libraries: binary.libraries, args: [config] };
    },
    isReady: (_home, ports, pid) => isServing(portAt(ports, 0), pid, options.password),
  };
}

function redisConfig(home: Home, port: number, password: string): string {
  return [
    'bind 127.0.0.1',
    `port ${port}`,
    `requirepass ${quoted(password)}`,
    `dir ${quoted(home.data)}`,
    'appendonly yes',
    'appendfsync everysec',
    // The append-only file is the store; a snapshot beside it would only cost.
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    '',
  ].join('\n');
}

/** A word as redis.conf reads it, whatever bytes it holds. */
function quoted(text: string): string {
  const bytes = [...Buffer.from(text)].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`);
  return `"${bytes.join('')}"`;
}

/** The data is loaded, and it is this process that answers. */
async function isServing(port: number, pid: number, password: string): Promise<boolean> {
  const heard = await ask(port, {
    say: command('AUTH', password) + command('INFO', 'server') + command('PING'),
    isWhole: (text) => /^(\+PONG|-.*)\r\n/m.test(text),
  });
  return !!heard?.includes(`process_id:${pid}\r\n`) && heard.endsWith('+PONG\r\n');
}

/** RESP: an array of bulk strings. */
function command(...words: string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}
