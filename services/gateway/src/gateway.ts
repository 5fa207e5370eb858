import type { Bus, Client, Log } from '@purser/bus';
import type { Clock } from '@purser/clock';
import type { Files } from '@purser/files';
import type { MasterKey } from '@purser/vault';
import type { GatewayConfig } from './config.ts';
import type { ApiKeys } from './identity/apiKeys.ts';
import type { Limits } from './identity/limits.ts';
import type { Pace } from './identity/pace.ts';
import type { Passwords } from './identity/password.ts';
import type { People } from './identity/people.ts';
import type { Sessions } from './identity/sessions.ts';
import type { Names } from './joins/names.ts';
import type { LiveHub } from './live/hub.ts';
import type { RequestKeyStore } from './store/requestKeys.ts';

/** What operations are made of. */
export type Gateway = {
  config: GatewayConfig;
  sessionKey: MasterKey;
  clock: Clock;
  log: Log;
  client: Client;
  /** There once the service was started. */
  bus: () => Bus;
  files: Files;
  sessions: Sessions;
  people: People;
  apiKeys: ApiKeys;
  passwords: Passwords;
  limits: Limits;
  pace: Pace;
  requestKeys: RequestKeyStore;
  names: Names;
  live: LiveHub;
  heartbeat_ms: number;
};
