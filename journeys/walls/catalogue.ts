import type { Sql } from '@purser/db';

export type Column = { name: string; type: string; nullable: boolean; made: boolean; enumLabels: string[] | null };
export type Constraint = {
  name: string;
  kind: 'check' | 'foreign' | 'unique';
  columns: string[];
  /** Of a foreign key: the columns it points to, in the same order. */
  targets: string[];
  definition: string;
};
export type Policy = { name: string; permissive: boolean; roles: string[]; using: string | null; check: string | null };
export type Grant = { role: string; privilege: string };

/** One table, view or other relation of rows, as the database describes it. */
export type Table = {
  schema: string;
  name: string;
  kind: string;
  /** Of a view: it looks with the eyes of whoever asks. */
  invoker: boolean;
  partition: boolean;
  comment: string | null;
  rowSecurity: boolean;
  forced: boolean;
  owner: string;
  columns: Column[];
  primaryKey: string[];
  constraints: Constraint[];
  policies: Policy[];
  grants: Grant[];
};

export type Role = { name: string; superuser: boolean; bypass: boolean; create: boolean; memberships: number };

/** What walls are made of: every relation outside PostgreSQL's own schemas, the roles, and what else could let through. */
export type Catalogue = {
  tables: Table[];
  roles: Role[];
  /** Functions that run with their owner's rights. */
  definerFunctions: string[];
  schemaGrants: { schema: string; role: string; privilege: string }[];
};

export const fullName = ({ schema, name }: Pick<Table, 'schema' | 'name'>): string => `${schema}.${name}`;

export async function readCatalogue(admin: Sql, rolePrefix: string): Promise<Catalogue> {
  const [tables, roles, definers, schemaGrants] = await Promise.all([
    admin<Table[]>`${tablesSql(admin)}`,
    admin<Role[]>`select rolname as name, rolsuper as superuser, rolbypassrls as bypass,
        rolcreatedb or rolcreaterole as create,
        (select count(*)::int from pg_auth_members where member = r.oid) as memberships
      from pg_roles r where starts_with(rolname, ${`${rolePrefix}_`}) order by 1`,
    admin<{ name: string }[]>`select p.oid::regprocedure::text as name from pg_proc p
      where prosecdef and ${outside(admin, 'p.pronamespace')} order by 1`,
    admin<Catalogue['schemaGrants'][number][]>`select n.nspname as schema,
        coalesce(r.rolname, 'public') as role, a.privilege_type as privilege
      from pg_namespace n cross join lateral aclexplode(n.nspacl) a left join pg_roles r on r.oid = a.grantee
      where ${outside(admin, 'n.oid')} and a.grantee <> n.nspowner`,
  ]);
  return { tables, roles, definerFunctions: definers.map(({ name }) => name), schemaGrants };
}

/** Not PostgreSQL's own. */
function outside(admin: Sql, namespace: string) {
  return admin.unsafe(
    `${namespace} not in (select oid from pg_namespace where nspname ~ '^pg_' or nspname = 'information_schema')`,
  );
}

function tablesSql(admin: Sql) {
  const names = (keys: string, relation: string) =>
    `coalesce((select json_agg(a.attname order by k.i) from unnest(${keys}) with ordinality as k(num, i)
      join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.num), '[]')`;
  return admin.unsafe(`
    select n.nspname as schema, c.relname as name, c.relkind::text as kind,
      coalesce(c.reloptions && '{security_invoker=true,security_invoker=on}', false) as invoker, c.relispartition as partition,
      obj_description(c.oid, 'pg_class') as comment, c.relrowsecurity as "rowSecurity",
      c.relforcerowsecurity as forced, pg_get_userbyid(c.relowner) as owner,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'nullable', not a.attnotnull, 'made', a.attidentity <> '' or a.attgenerated <> '',
          'enumLabels', (select json_agg(enumlabel order by enumsortorder) from pg_enum where enumtypid = a.atttypid))
        order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select ${names('i.indkey', 'c.oid')} from pg_index i where i.indrelid = c.oid and i.indisprimary), '[]')
        as "primaryKey",
      coalesce((select json_agg(k) from (
        select conname as name, case contype when 'c' then 'check' else 'foreign' end as kind,
          ${names('conkey', 'conrelid')} as columns, ${names('confkey', 'confrelid')} as targets,
          pg_get_constraintdef(oid) as definition
        from pg_constraint where conrelid = c.oid and contype in ('c', 'f')
        union all
        select x.relname, 'unique', ${names('(i.indkey::int2[])[0:i.indnkeyatts - 1]', 'i.indrelid')}, '[]', pg_get_indexdef(i.indexrelid)
        from pg_index i join pg_class x on x.oid = i.indexrelid
        where i.indrelid = c.oid and (i.indisunique or i.indisexclusion)) k), '[]') as constraints,
      coalesce((select json_agg(json_build_object('name', p.polname, 'permissive', p.polpermissive,
          'roles', (select json_agg(case when r = 0 then 'public' else pg_get_userbyid(r)::text end) from unnest(p.polroles) r),
          'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname)
        from pg_policy p where p.polrelid = c.oid), '[]') as policies,
      coalesce((select json_agg(distinct jsonb_build_object('role', coalesce(r.rolname, 'public'), 'privilege', g.privilege_type))
        from (select a.grantee, a.privilege_type from aclexplode(c.relacl) a
          union all select a.grantee, a.privilege_type from pg_attribute t cross join lateral aclexplode(t.attacl) a
          where t.attrelid = c.oid) g
        left join pg_roles r on r.oid = g.grantee where g.grantee <> c.relowner), '[]') as grants
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    order by 1, 2`);
}
