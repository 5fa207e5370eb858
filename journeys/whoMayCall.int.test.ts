import type { Client } from '@purser/bus';
import { contracts } from '@purser/contracts';
import { type Command, newId, platformTenant, type Query } from '@purser/message';
import type { TestPlatform } from '@purser/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everyService, present } from './messages/everyService.ts';
import { platformOnly } from './messages/platformOnly.ts';
import { sampleOf } from './messages/sample.ts';
import { mayCall, type Speaker, speakers } from './messages/speakers.ts';
import { type Told, tell } from './messages/tell.ts';

const operations = [...contracts.commands, ...contracts.queries].filter(({ service }) => present.includes(service));
const everybody = speakers();
let platform: TestPlatform;
const clients = new Map<string, Client>();

beforeAll(async () => {
  platform = await everyService();
  for (const sender of new Set(everybody.map((speaker) => speaker.sender)))
    clients.set(sender, await platform.speakAs(sender));
});
afterAll(() => platform?.stop());

async function call(spec: Command | Query, input: unknown, tenant: string, { sender, actor }: Speaker): Promise<Told> {
  const client = clients.get(sender);
  if (!client) throw new Error(`nobody speaks as ${sender}`);
  return tell(client, spec, input, { tenant, actor });
}

describe('an operation answers whom its contract names, and denies everybody else:', () => {
  test.each(operations.map((spec) => [`${spec.service}.${spec.name}`, spec] as const))('%s', async (name, spec) => {
    const tenantOf = () => (platformOnly.has(name) ? platformTenant : newId());
    const wrong: string[] = [];
    let denied = 0;
    for (const speaker of everybody) {
      const told = await call(spec, sampleOf(spec.input, { optional: 'none' }), tenantOf(), speaker);
      const isDenied = told.status === 'rejected' && told.kind === 'denied';
      denied += isDenied ? 1 : 0;
      if (isDenied === mayCall(spec.callers, speaker)) wrong.push(`${speaker.who}: ${JSON.stringify(told)}`);
    }
    expect(wrong).toEqual([]);
    expect(denied).toBeGreaterThan(0);
    expect(denied).toBeLessThan(everybody.length);
  });
});

test('the contract is read as it is written', () => {
  const callers = { staff: ['owner'], services: ['payments'] } as const;
  const may = everybody.filter((speaker) => mayCall(callers, speaker)).map(({ who }) => who);
  expect(may).toEqual(['owner', 'service payments']);
  const open = everybody.filter((speaker) => mayCall({ customer: 'own', public: true }, speaker)).map(({ who }) => who);
  expect(open).toEqual(['customer', 'public']);
});
