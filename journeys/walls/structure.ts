import { type Catalogue, fullName, type Table } from './catalogue.ts';

export type TableClass = 'tenant' | 'plumbing' | 'door';

const classes: readonly TableClass[] = ['tenant', 'plumbing', 'door'];
const dml = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE']);
const ownTenant =
  "(tenant_id = ( SELECT (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid AS \"nullif\"))";

/** The class a table says it is of; undefined when it says none, or more than one. */
export function classOf(table: Table): TableClass | undefined {
  const said = [...(table.comment ?? '').matchAll(/class: (\w+)/g)].map(([, word]) => word);
  return said.length === 1 ? classes.find((each) => each === said[0]) : undefined;
}

/** The runner's own record of a schema, which its service may read. */
export const isHistory = (table: Table): boolean => table.name === 'migrations';

const runtimeOf = (prefix: string, { schema }: Table) => `${prefix}_${schema}`;
const relayOf = (prefix: string, { schema }: Table) => `${prefix}_${schema}_relay`;

/** Every way in which the database's own description differs from the walls that were promised; each names its table. */
export function structureFaults(catalogue: Catalogue, prefix: string): string[] {
  const roleFaults = catalogue.roles.flatMap((role) =>
    role.superuser || role.bypass || role.create || role.memberships > 0
      ? [`role ${role.name} has rights beyond its grants`]
      : [],
  );
  const functionFaults = catalogue.definerFunctions.map((name) => `function ${name} runs with its owner's rights`);
  const schemaFaults = catalogue.schemaGrants
    .filter(({ schema, role, privilege }) => {
      if (schema === 'public') return privilege !== 'USAGE';
      return privilege !== 'USAGE' || ![`${prefix}_${schema}`, `${prefix}_${schema}_relay`].includes(role);
    })
    .map(({ schema, role, privilege }) => `schema ${schema}: ${role} has ${privilege}`);
  return [
    ...roleFaults,
    ...functionFaults,
    ...schemaFaults,
    ...catalogue.tables.flatMap((table) => tableFaults(table, prefix).map((fault) => `${fullName(table)}: ${fault}`)),
  ];
}

function tableFaults(table: Table, prefix: string): string[] {
  const own = [runtimeOf(prefix, table), relayOf(prefix, table)];
  const faults = own.includes(table.owner) ? ['is owned by a role of its service'] : [];
  if (isHistory(table)) return [...faults, ...grantFaults(table, own, new Set(['SELECT']))];
  // A partition is reached through its parent, whose policies do not protect it.
  if (table.partition) return [...faults, ...grantFaults(table, [], dml)];
  if (table.schema === 'platform' || table.schema === 'public') return [...faults, 'is in no schema of a service'];
  // A view has no rows of its own: those below it are walled, as long as it does not look with its owner's eyes.
  if (table.kind === 'v' && table.invoker)
    return [...faults, ...grantFaults(table, own.slice(0, 1), new Set(['SELECT']))];
  if (table.kind !== 'r' && table.kind !== 'p') return [...faults, `is no table (${table.kind})`];
  switch (classOf(table)) {
    case 'tenant':
      return [
        ...faults,
        ...grantFaults(table, own.slice(0, 1), dml),
        ...wallFaults(table),
        ...tenantFaults(table, prefix),
      ];
    case 'plumbing':
      return [...faults, ...grantFaults(table, own, dml), ...wallFaults(table), ...plumbingFaults(table, prefix)];
    case 'door':
      return [...faults, ...grantFaults(table, own, dml)];
    default:
      return [...faults, 'belongs to no class, or to several'];
  }
}

function grantFaults(table: Table, roles: readonly string[], privileges: ReadonlySet<string>): string[] {
  return table.grants
    .filter(({ role, privilege }) => !roles.includes(role) || !privileges.has(privilege))
    .map(({ role, privilege }) => `${role} has ${privilege}`);
}

/** What tenant tables and plumbing share. */
function wallFaults(table: Table): string[] {
  const faults: string[] = [];
  if (!table.rowSecurity) faults.push('row security is off');
  if (!table.forced) faults.push('row security is not forced');
  if (table.primaryKey[0] !== 'tenant_id') faults.push('its primary key does not begin with tenant_id');
  for (const { kind, name, columns, targets } of table.constraints) {
    if (kind === 'unique' && !columns.includes('tenant_id')) faults.push(`unique index ${name} spans tenants`);
    if (kind === 'foreign') {
      const place = columns.indexOf('tenant_id');
      if (place < 0 || targets[place] !== 'tenant_id') faults.push(`foreign key ${name} may cross to another tenant`);
    }
  }
  return faults;
}

function tenantFaults(table: Table, prefix: string): string[] {
  const runtime = runtimeOf(prefix, table);
  const permissive = table.policies.filter((policy) => policy.permissive);
  const faults: string[] = [];
  const [tenant] = permissive;
  if (permissive.length !== 1 || !tenant || !isOwnTenant(tenant) || tenant.roles.join() !== runtime)
    faults.push('its policies are not the one of its tenant');
  const walled = table.policies.some(
    ({ name, permissive: opens, roles, using }) =>
      name === 'customer' && !opens && roles.includes(runtime) && using?.includes('app.customer_id'),
  );
  if (table.columns.some(({ name }) => name === 'customer_id') && !walled) faults.push('has no wall between customers');
  return faults;
}

function plumbingFaults(table: Table, prefix: string): string[] {
  const [runtime, relay] = [runtimeOf(prefix, table), relayOf(prefix, table)];
  const wrong = table.policies.filter(
    (policy) =>
      policy.permissive && !(policy.roles.join() === runtime ? isOwnTenant(policy) : policy.roles.join() === relay),
  );
  return wrong.map(({ name }) => `policy ${name} lets more through than its tenant and the relay`);
}

const isOwnTenant = ({ using, check }: { using: string | null; check: string | null }) =>
  using === ownTenant && check === ownTenant;
