import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataElsewhere } from './dataPlaces.ts';
import { openFolder } from './folder.ts';
import { readSettings } from './settings.ts';

test('what a backup of the folder would miss is named: data behind a link, and a PostgreSQL of somebody else', async () => {
  const folder = await openFolder(await mkdtemp(join(tmpdir(), 'purser-places-')));
  try {
    expect(await dataElsewhere(folder, readSettings({}))).toEqual([]);
    await mkdir(folder.postgres);
    await symlink('/var/lib/purser/postgres-1', join(folder.postgres, 'elsewhere'));
    const given = readSettings({ PURSER_POSTGRES_ADMIN_URL: 'postgres://postgres:hunter2@db/postgres' });
    const told = await dataElsewhere(folder, given);
    expect(told).toEqual([
      expect.stringContaining('PURSER_POSTGRES_ADMIN_URL'),
      expect.stringContaining('/var/lib/purser/postgres-1'),
    ]);
    expect(told.join()).not.toContain('hunter2');
  } finally {
    await rm(folder.root, { recursive: true, force: true });
  }
});
