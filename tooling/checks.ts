/** Contents page of `npm run check`. */
import { arrows } from './checks/arrows.ts';
import { clockReads } from './checks/clockReads.ts';
import { fileLength } from './checks/fileLength.ts';
import { lockfile } from './checks/lockfile.ts';
import { names } from './checks/names.ts';
import { registryHosts } from './checks/registryHosts.ts';
import { staleGenerated } from './generated.ts';
import { runTool } from './tools.ts';

interface Check {
  name: string;
  /** The faults found in the repository at `root`, each naming its offender; none means green. */
  faults(root: string): Promise<string[]>;
}

/** A check that a tool makes: red when the tool's exit code says so, with what it printed. */
function byTool(...call: [tool: Parameters<typeof runTool>[1], ...args: string[]]): Check['faults'] {
  const [tool, ...args] = call;
  return async (root) => {
    const { code, stdout, stderr } = await runTool(root, tool, args);
    return code === 0 ? [] : [`${stdout}${stderr}`.trim() || `${tool} ended with ${code}`];
  };
}

export const checks: readonly Check[] = [
  { name: 'format-and-lint', faults: byTool('biome', 'check', '--error-on-warnings', '--max-diagnostics=none', '.') },
  { name: 'types', faults: byTool('tsc', '-p', '.') },
  { name: 'types-of-the-web', faults: byTool('tsc', '-p', 'tsconfig.web.json') },
  { name: 'arrows', faults: arrows },
  { name: 'dead-code', faults: byTool('knip', '--no-config-hints') },
  { name: 'generated', faults: staleGenerated },
  { name: 'clock-reads', faults: clockReads },
  { name: 'lockfile', faults: lockfile },
  { name: 'registry-hosts', faults: registryHosts },
  { name: 'names', faults: names },
  { name: 'file-length', faults: fileLength },
];
