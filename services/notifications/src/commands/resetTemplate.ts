import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import type { z } from 'zod';
import { dropTemplate } from '../store/templates.ts';

export async function resetTemplate(
  { tx }: Pick<Context, 'tx'>,
  { kind, language }: z.output<typeof contract.resetTemplate.input>,
) {
  await dropTemplate(tx, kind, language);
  return {};
}
