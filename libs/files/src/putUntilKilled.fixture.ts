import { randomBytes } from 'node:crypto';
import { connect } from '@purser/db';
import { postgresFiles } from './postgresFiles.ts';

// Stores one file after another and says the reference of each once it is stored, until it is killed.
const { FILES_URL = '', FILES_TENANT = '' } = process.env;
const connection = connect({ url: FILES_URL, max: 1, name: 'killed' });
const files = postgresFiles({ connection, now: () => new Date('2026-03-01T10:00:00Z') });
for (;;) {
  const ref = await files.put(FILES_TENANT, randomBytes(2_000_000), 'application/pdf');
  process.send?.(ref);
}
