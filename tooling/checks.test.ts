import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { arrows } from './checks/arrows.ts';
import { checks } from './checks.ts';
import { staleGenerated, writeGenerated } from './generated.ts';
import { withRepository, writeFiles } from './healthyRepository.ts';
import { offences } from './offences.ts';

test('every check is green on a healthy repository', async () => {
  await withRepository({}, async (root) => {
    await writeGenerated(root);
    for (const { name, faults } of checks) expect({ name, found: await faults(root) }).toEqual({ name, found: [] });
  });
});

describe.each(checks.filter(({ name }) => name !== 'generated'))('the check $name', ({ name, faults }) => {
  const cases = Object.entries(offences[name] ?? {});

  test('has offences to prove it', () => expect(cases).not.toEqual([]));

  test.each(cases)('names %s', async (_, { files, named }) => {
    const report = (await withRepository(files, faults)).join('\n');
    for (const pattern of named) expect(report).toMatch(pattern);
  });
});

describe('the check arrows', () => {
  test('allows tests what only tests may import', async () => {
    const report = await withRepository(
      {
        ...offences.arrows?.['a library for tests in production']?.files,
        ...offences.arrows?.['a development dependency in production']?.files,
      },
      arrows,
    );
    expect(report.filter((fault) => fault.includes('.test.ts'))).toEqual([]);
  });

  test('lets the rules of a service take the types of contracts', async () => {
    const report = await withRepository(offences.arrows?.['a domain that looks things up']?.files ?? {}, arrows);
    expect(report.filter((fault) => fault.includes('shape.ts'))).toEqual([]);
  });

  test('is red when the tool reads no TypeScript', async () => {
    const report = await withRepository({}, async (root) => {
      await writeFile(
        join(root, '.dependency-cruiser.js'),
        "export default { options: { exclude: { path: '\\\\.tsx?$' } } };\n",
      );
      return arrows(root);
    });
    expect(report.join('\n')).toMatch(/0 modules were read/);
  });

  test('is red when the tool leaves a file unread', async () => {
    const report = await withRepository({}, async (root) => {
      await writeFile(
        join(root, '.dependency-cruiser.js'),
        "export default { options: { exclude: { path: 'add' } } };\n",
      );
      return arrows(root);
    });
    expect(report).toContain('libs/money/src/add.ts: was not read');
  });
});

describe('the check generated', () => {
  test('names a file that is missing', async () => {
    expect(await withRepository({}, staleGenerated)).toEqual([
      'docs/graph.txt: is missing; run scripts/generate',
      'docs/messages.md: is missing; run scripts/generate',
    ]);
  });

  test('names a file that its sources have outrun', async () => {
    const found = await withRepository({}, async (root) => {
      await writeGenerated(root);
      await writeFiles(root, { 'libs/bus/src/add.ts': "export { add } from '@purser/money';\n" });
      return staleGenerated(root);
    });
    expect(found).toEqual(['docs/graph.txt: is stale; run scripts/generate']);
  });
});

test('every offence belongs to a check', async () => {
  const lonely = Object.entries(offences).filter(([name]) => !checks.some((check) => check.name === name));
  expect(lonely).toEqual([]);
});
