import { type FieldError, fault } from '@purser/fault';
import type { Context } from 'hono';
import type { z } from 'zod';

const tooLarge = () => fault('invalid', 'body_too_large', 'The request is too large.');

/** The body as JSON. @throws Fault invalid `body_too_large` (413), `content_type` (415), `malformed_json` (400) */
export async function readJson(c: Context, most_bytes: number): Promise<unknown> {
  if (Number(c.req.header('content-length') ?? 0) > most_bytes) throw tooLarge();
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  const bytes = await readBytes(c.req.raw.body, most_bytes);
  if (bytes.length === 0) return undefined;
  if (type !== 'application/json')
    throw fault('invalid', 'content_type', 'Send JSON, with Content-Type: application/json.');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw fault('invalid', 'malformed_json', 'The body is not JSON.');
  }
}

async function readBytes(body: ReadableStream<Uint8Array> | null, most_bytes: number): Promise<Uint8Array> {
  if (!body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > most_bytes) {
      void reader.cancel().catch(() => {});
      throw tooLarge();
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** Input as its schema reads it. @throws Fault invalid naming every field */
export function readInput<S extends z.ZodType>(schema: S, raw: unknown, where: string): z.output<S> {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const errors = read.error.issues.slice(0, 20).flatMap((issue) => fieldErrors(issue));
  throw fault('invalid', 'invalid_input', `The ${where} is not valid.`, { errors });
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.slice(0, 20).map((key) => ({
      path: [...issue.path, key].join('.').slice(0, 200),
      code: 'unknown_field',
      message: 'There is no such field.',
    }));
  }
  return [{ path: issue.path.join('.').slice(0, 200), code: issue.code ?? 'invalid', message: issue.message }];
}
