import { isFault } from '@purser/fault';
import type { z } from 'zod';
import { Refusal } from '../stack/refusal.ts';

/** Input that a contract or a service refuses, told field by field. */
export function parsed<S extends z.ZodType>(schema: S, input: z.input<S>): z.output<S> {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  throw refusalOf(read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
}

/** @throws Refusal in place of a fault that names fields; any other goes on as it is */
export function inWords(error: unknown): never {
  if (isFault(error) && error.errors && error.errors.length > 0) throw refusalOf(error.errors);
  throw error;
}

const refusalOf = (faults: readonly { path: string; message: string }[]) =>
  new Refusal(['Nothing was changed:', ...faults.map(({ path, message }) => `  ${path}: ${message}`)].join('\n'));
