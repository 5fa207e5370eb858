import type { CommandModel } from '../../../src/api/models/command.ts';
import { ApiError } from './apiError.ts';
import type { Api, Method, SendOptions } from './client.ts';
import { pause } from './pause.ts';

/** What came of a change. `running`: the server has it, and it had not ended when we stopped looking; its command is named. */
export type Outcome<T> =
  | { kind: 'done'; body: T; replayed: boolean }
  | { kind: 'ended' }
  | { kind: 'running'; commandId: string };

const FIRST_MS = 400;
const LONGEST_MS = 3_000;
const MOST_LOOKS = 20;

/**
 * Asks for a change and, when it was only accepted, looks until it has ended (a minute at most). `ended` has no body: read the thing anew.
 * @throws ApiError also when the accepted command was refused in the end.
 */
export async function change<T>(
  api: Api,
  method: Method,
  path: string,
  options: SendOptions & { wait?: typeof pause } = {},
): Promise<Outcome<T>> {
  const { wait = pause, ...rest } = options;
  const sent = await api.send<T>(method, path, rest);
  if (sent.kind === 'done') return sent;
  if (!sent.command) return { kind: 'ended' };
  const { commandId, location } = sent.command;
  const at = location.replace(/^\/api\/v1/, '');
  let span_ms = FIRST_MS;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    await wait(span_ms, rest.signal);
    span_ms = Math.min(span_ms * 1.5, LONGEST_MS);
    const command = await api.get<CommandModel>(at, {}, rest.signal);
    if (command.status === 'done') return { kind: 'ended' };
    if (command.status === 'rejected' || command.status === 'failed') throw refused(command);
  }
  return { kind: 'running', commandId };
}

function refused({ problem, status }: CommandModel): ApiError {
  const detail = problem?.text ?? 'The server could not do this.';
  const code = problem?.code ?? 'command_failed';
  return new ApiError({ type: 'about:blank', title: detail, status: status === 'rejected' ? 422 : 500, code, detail });
}
