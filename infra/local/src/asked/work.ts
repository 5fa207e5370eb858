import type { Gateway } from '../play/gateway.ts';

/** What is asked of a running platform, and what there is to say: lines, and the exit code. */
export type Work = (gateway: Pick<Gateway, 'client'>) => Promise<{ said: readonly string[]; exit: number }>;
