import { hostNames } from '../hosts.ts';
import type { Child } from '../supervise/child.ts';
import type { Status } from './claim.ts';
import type { Part } from './engines.ts';

export type StackStatus = Omit<Status, 'id' | 'pid'>;

/** What of a stack was started so far; it ends in the opposite order. */
export class Opened {
  readonly parts = new Map<string, Part>();
  readonly children = new Map<string, Child>();
  /** What is left to do when nothing runs any more; the last comes first. */
  readonly tidy: (() => Promise<void>)[] = [];
  state: Status['state'] = 'starting';
  edge: string | null = null;
  sandbox: string | null = null;

  status(): StackStatus {
    const engines = [...this.parts].map(([name, part]) => ({ name, pid: part.pid() }));
    const children = [...this.children].map(([name, child]) => ({
      name,
      pid: child.isRunning ? child.pid : undefined,
    }));
    const processes: Record<string, number> = {};
    for (const { name, pid } of [...engines, ...children]) if (pid !== undefined) processes[name] = pid;
    const servers = Object.fromEntries([...this.parts].map(([name, { url }]) => [name, new URL(url).host]));
    const { state, edge, sandbox } = this;
    return { state, edge, sandbox, servers, processes };
  }

  /** The platform's processes finish what they have in hand, then the sandbox ends, then what all stand on. */
  async stop(): Promise<void> {
    this.state = 'stopping';
    await Promise.all(hostNames.map((name) => this.children.get(name)?.stop()));
    await this.children.get('sandbox')?.stop();
    await Promise.all([...this.parts.values()].map((part) => part.stop()));
    await this.#leave();
  }

  async kill(): Promise<void> {
    this.state = 'stopping';
    await Promise.all([...this.children.values(), ...this.parts.values()].map((each) => each.kill()));
    await this.#leave();
  }

  async #leave(): Promise<void> {
    for (const one of this.tidy.splice(0).reverse()) await one();
  }
}
