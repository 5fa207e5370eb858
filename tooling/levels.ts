/**
 * The arrows of the repository, as data: every library, its level and the libraries that it may import.
 * `.dependency-cruiser.js` turns this into rules, `graph.ts` into docs/graph.txt.
 */

interface Level {
  level: number;
  mayImport: readonly string[];
}

const bottom = ['money', 'clock', 'config', 'fault', 'message', 'vault'];

/** `fault` is open to everything above level 0. */
const first: Record<string, readonly string[]> = {
  billing: ['money'],
  document: ['money', 'billing'],
  contracts: ['money', 'message', 'document', 'mailtemplate'],
  mailtemplate: [],
  db: ['vault', 'clock'],
  jobs: ['message', 'clock'],
};

const upToFirst = [...bottom, ...Object.keys(first)];
const upToSecond = [...upToFirst, 'bus', 'files', 'pdf'];

export const libraries: Record<string, Level> = {
  ...Object.fromEntries(bottom.map((name) => [name, { level: 0, mayImport: [] }])),
  // Starts real servers for tests and for one machine: nothing that runs in production may import it.
  engines: { level: 0, mayImport: [] },
  ...Object.fromEntries(Object.entries(first).map(([name, of]) => [name, { level: 1, mayImport: ['fault', ...of] }])),
  bus: { level: 2, mayImport: ['db', 'jobs', ...bottom] },
  files: { level: 2, mayImport: ['db', 'vault', 'fault', 'document'] },
  // Renders documents; a worker thread's work, so it stands on react-pdf and is no lib for a browser.
  pdf: { level: 2, mayImport: ['money', 'billing', 'document', 'fault'] },
  service: { level: 3, mayImport: upToSecond },
  ui: { level: 3, mayImport: ['money', 'fault', 'message', 'billing', 'document', 'mailtemplate', 'contracts'] },
  // Opens services as `service` does, on connections of its own.
  testing: { level: 3, mayImport: [...upToSecond, 'engines', 'service'] },
};

/** What a test may import besides that which its package may. */
export const testLibraries = ['testing', 'engines'];

/** Promised to run in a browser; so must be all that these import. */
const promisedToBrowsers = ['billing', 'money', 'document', 'mailtemplate', 'contracts', 'ui'];

export const browserSafe = [
  ...new Set(promisedToBrowsers.flatMap((name) => [name, ...(libraries[name]?.mayImport ?? [])])),
];

/** What the pure rules of a service (`src/domain`) may import besides themselves; contracts by type only. */
export const domainLibraries = ['money', 'billing', 'mailtemplate', 'fault'];

/** The folders that hold the product; those that hold its tools. */
export const productFolders = ['libs', 'services', 'infra', 'journeys'];
export const toolFolders = ['scripts', 'tooling'];

/** Code that only tests run: test files and programs they start, test folders, the sandbox's proof against the SDK, journeys. */
export const testCode =
  /\.(test|fixture)\.tsx?$|^(libs|services|infra)\/[^/]+\/test\/|^infra\/sandbox\/contract\/|^journeys\//;
