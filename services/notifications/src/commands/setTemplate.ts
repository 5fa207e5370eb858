import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import type { z } from 'zod';
import { refuseWrong } from '../domain/refuseWrong.ts';
import { saveTemplate } from '../store/templates.ts';

export async function setTemplate(
  { tx, tenant, now }: Pick<Context, 'tx' | 'tenant' | 'now'>,
  { kind, language, wording }: z.output<typeof contract.setTemplate.input>,
) {
  refuseWrong(kind, wording);
  await saveTemplate(tx, tenant, { ...wording, kind, language }, now);
  return {};
}
