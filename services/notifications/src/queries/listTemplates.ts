import type { Context } from '@purser/bus';
import { listChanged } from '../store/templates.ts';

export async function listTemplates({ tx }: Pick<Context, 'tx'>) {
  return { changed: await listChanged(tx) };
}
