/** Writes the golden payloads that are missing; those that are there stay as they are, for ever. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { contracts } from '@purser/contracts';
import { sampleOf } from './sample.ts';

const folder = new URL('../../libs/contracts/golden/', import.meta.url);

await mkdir(folder, { recursive: true });
for (const spec of [...contracts.commands, ...contracts.events]) {
  const file = new URL(`${spec.service}.${spec.name}.v${spec.version}.json`, folder);
  if (existsSync(file)) continue;
  await writeFile(file, `${JSON.stringify(sampleOf(spec.input, { optional: 'all' }), null, 2)}\n`);
  console.log(`wrote ${spec.service}.${spec.name}.v${spec.version}.json`);
}
