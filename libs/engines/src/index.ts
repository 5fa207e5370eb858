export type { Death, Engine, EngineName, EngineOptions } from './engine.ts';
export { EngineError, type EngineErrorCode } from './engineError.ts';
export { type Binary, type BinaryName, findBinary, type SearchOptions } from './findBinary.ts';
export { type NatsEngine, type NatsOptions, startNats } from './nats.ts';
export { type PostgresEngine, type PostgresOptions, startPostgres } from './postgres.ts';
export { type RedisEngine, type RedisOptions, startRedis } from './redis.ts';
export { removeEngine } from './removeEngine.ts';
export type { Ending } from './serverProcess.ts';
export type { Wipeable } from './wipe.ts';
