import type { Context } from '@purser/bus';
import { readRules } from '../store/chasingRules.ts';

/** When customers are reminded and what is charged for being late. */
export async function getChasing(ctx: Pick<Context, 'tx' | 'tenant'>) {
  return readRules(ctx);
}
