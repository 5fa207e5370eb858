import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '@purser/sandbox/server';
import type { ServiceDefinition } from '@purser/service';
import { type TestPlatform, testPlatform } from '@purser/testing';
import { environment } from '../spine/town.ts';

const services = new URL('../../services/', import.meta.url);
const hasDoor = (name: string) => existsSync(new URL(`${name}/src/service.ts`, services));

/** The services that are there. */
export const present = readdirSync(services).filter(hasDoor).sort();

/** Every service that is there, by its door. A new one needs no word here. */
async function definitions(): Promise<ServiceDefinition[]> {
  const found: ServiceDefinition[] = [];
  for (const name of present) {
    const door = new URL(`${name}/src/service.ts`, services);
    const exported: Record<string, ServiceDefinition> = await import(/* @vite-ignore */ door.href);
    const definition = exported[name];
    if (!definition) throw new Error(`services/${name}/src/service.ts exports no ${name}`);
    found.push(definition);
  }
  return found;
}

export const stripeKeys = { secretKey: 'sk_test_journeys0', publishableKey: 'pk_test_journeys0' };

/** A platform of all services, and where its Stripe is. */
export type EveryService = TestPlatform & { stripeUrl: string };

/** All services that exist on one bus, with the sandbox in Stripe's place. */
export async function everyService(): Promise<EveryService> {
  const dir = await mkdtemp(join(tmpdir(), 'purser-journey-'));
  const sandbox = await startSandbox({ dir, port: 0, ...stripeKeys });
  const platform = await testPlatform({
    services: await definitions(),
    env: environment(sandbox, 'http://127.0.0.1:1'),
  });
  return {
    ...platform,
    stripeUrl: sandbox.url,
    stop: async () => {
      await platform.stop();
      await sandbox.stop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
