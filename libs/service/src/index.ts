export type { BuiltService, ServiceDefinition, ServiceParts } from './definition.ts';
export { forgetSubject } from './forgetSubject.ts';
export { type Listening, listen } from './listen.ts';
export { createLog } from './log.ts';
export { connectionsMost, type OpenedService, openService, type ServiceConnections } from './openService.ts';
export { run, runAll } from './run.ts';
export { readSettings, type ServiceSettings } from './settings.ts';
