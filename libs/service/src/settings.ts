import { fastTuning, productionTuning, type Tuning } from '@purser/bus';
import { readConfig, secret } from '@purser/config';
import { type MasterKey, masterKey } from '@purser/vault';
import { z } from 'zod';

/** `id:key, id:key …`: the first is used for new things, the others still open old ones. */
const keys = secret(3).transform((value, ctx): MasterKey[] => {
  try {
    return value
      .reveal()
      .split(',')
      .map((entry) => {
        const [id = '', key = ''] = entry.trim().split(':');
        return masterKey(id, key);
      });
  } catch {
    ctx.addIssue({ code: 'custom', message: 'must be id:key pairs, each key 32 bytes in base64url or hex' });
    return z.NEVER;
  }
});

const schema = z.object({
  PURSER_MODE: z.enum(['sandbox', 'live']),
  PURSER_DATABASE_URL: secret(),
  PURSER_RELAY_DATABASE_URL: secret(),
  PURSER_NATS_URL: z.string().min(1),
  PURSER_NATS_USER: z.string().min(1),
  PURSER_NATS_PASSWORD: secret(),
  PURSER_REDIS_URL: secret(),
  PURSER_REDIS_PREFIX: z.string().min(1).default('purser'),
  PURSER_MASTER_KEYS: keys,
  PURSER_WIRE_KEYS: keys,
  PURSER_PROFILE: z.enum(['production', 'fast']).default('production'),
  PURSER_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error']).default('info'),
});

export type ServiceSettings = z.infer<typeof schema> & { tuning: Tuning };

/** What every service needs of its environment. @throws ConfigError with all faults together. */
export function readSettings(env: Record<string, string | undefined>): ServiceSettings {
  const settings = readConfig(schema, env);
  return { ...settings, tuning: settings.PURSER_PROFILE === 'fast' ? fastTuning : productionTuning };
}
