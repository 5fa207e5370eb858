import { z } from 'zod';

/** A secret from the environment. It prints as [secret] everywhere; `reveal()` is the one way to its value. */
export class Secret {
  readonly #value: string;
  constructor(value: string) {
    this.#value = value;
  }
  reveal(): string {
    return this.#value;
  }
  toString(): string {
    return '[secret]';
  }
  toJSON(): string {
    return '[secret]';
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }
}

/** A schema for a secret text of at least `min` characters. */
export function secret(min = 1): z.ZodPipe<z.ZodString, z.ZodTransform<Secret, string>> {
  return z
    .string()
    .min(min)
    .transform((value) => new Secret(value));
}

/** A TCP port; 0 asks for a free one. */
export const port = z.coerce.number().int().min(0).max(65_535);

/** What stands in the environment is not what the program needs: every fault in one report, no value in the text. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads the environment once through a schema whose keys are the variables' names.
 * @param purposes what a variable is for, by name: told beside its fault
 * @throws ConfigError naming every variable that is missing or wrong, never its value.
 */
export function readConfig<S extends z.ZodType>(
  schema: S,
  env: Record<string, string | undefined>,
  purposes: Readonly<Record<string, string>> = {},
): z.infer<S> {
  const read = schema.safeParse(env);
  if (read.success) return read.data;
  const lines = read.error.issues.map((issue) => {
    const name = issue.path.join('.');
    const purpose = purposes[name] === undefined ? '' : ` (${purposes[name]})`;
    return `  ${name}: ${env[name] === undefined ? 'is not set' : issue.message.replaceAll(env[name], '…')}${purpose}`;
  });
  throw new ConfigError(`The configuration has ${lines.length} fault(s):\n${lines.join('\n')}`);
}
