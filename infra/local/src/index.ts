export { type Gateway, openGateway } from './play/gateway.ts';
export type { Played } from './play/play.ts';
export { play } from './play/play.ts';
export { printSteps, type Steps } from './print/steps.ts';
export { runningStack, type Status } from './stack/claim.ts';
export { type Folder, openFolder } from './stack/folder.ts';
export { openStack, type Stack } from './stack/openStack.ts';
export { readSettings, type Settings } from './stack/settings.ts';
