export type { Files } from './files.ts';
export { filesMigrations } from './migrations.ts';
export { postgresFiles } from './postgresFiles.ts';
