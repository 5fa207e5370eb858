export { type Connection, type ConnectOptions, connect, type Orm, type Tx } from './connect.ts';
export { cloneDatabase, createDatabase, dropDatabase } from './databases.ts';
export { databaseFault, isTransient } from './errors.ts';
export { postgresKeyStore } from './keyStore.ts';
export type { TxSql } from './lanes.ts';
export { type Migration, type MigrationSet, migrate, readMigrations } from './migrate.ts';
export { dbMigrations, platformMigrations } from './ownMigrations.ts';
export type { Sql } from './pool.ts';
export { type RoleCredentials, roleName, roleUrl, type ServiceRoles, setUpRoles } from './roles.ts';
