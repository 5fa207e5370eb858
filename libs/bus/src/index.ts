export { type Bus, type BusOptions, createBus } from './bus.ts';
export type { Caller } from './client/caller.ts';
export { type Client, createClient } from './client/client.ts';
export type { Contracts } from './contracts.ts';
export {
  type Ask,
  answer,
  type BatchItem,
  type CallFacts,
  type Context,
  type Handler,
  handle,
  handleStepped,
  type MessageFacts,
  type Next,
  react,
  reactInBatches,
  type Stage,
} from './handlers.ts';
export { type Keeper, type KeeperOptions, keeperUser, startKeeper } from './keeper/keeper.ts';
export { putBackInLine } from './ledger/rows.ts';
export { type Log, silentLog } from './log.ts';
export { busMigrations } from './migrations.ts';
export { notYet, type Outcome, resultOf } from './outcome.ts';
export { keeperPermissions, natsAuthorization, natsPermissions, type Permissions } from './permissions.ts';
export type { WorkContext } from './router/work.ts';
export type { ServerGate } from './transport/gateServer.ts';
export { type MemoryBroker, memoryBroker } from './transport/memory.ts';
export { type NatsOptions, natsTransport } from './transport/nats.ts';
export type { Delivery, Transport } from './transport/transport.ts';
export { fastTuning, productionTuning, type Tuning } from './tuning.ts';
export type { Watched } from './watch.ts';
