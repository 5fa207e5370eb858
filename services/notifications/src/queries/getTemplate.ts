import type { Context } from '@purser/bus';
import type { notifications as contract } from '@purser/contracts';
import { definitionOf } from '@purser/mailtemplate';
import type { z } from 'zod';
import { findTemplate } from '../store/templates.ts';

export async function getTemplate(
  { tx }: Pick<Context, 'tx'>,
  { kind, language }: z.output<typeof contract.getTemplate.input>,
) {
  const own = await findTemplate(tx, kind, language);
  if (!own) return { kind, language, wording: definitionOf(kind).defaults[language], changedAt: null };
  const { subject, preview, body, button, aside, changedAt } = own;
  return { kind, language, wording: { subject, preview, body, button, aside }, changedAt };
}
