import postgres from 'postgres';

async function asAdmin<T>(adminUrl: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(adminUrl, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Creates a database, empty or as a copy of a template, unless it is there. The template must have no connections. */
export async function createDatabase(adminUrl: string, name: string, template = 'template0'): Promise<void> {
  await asAdmin(adminUrl, async (sql) => {
    const [there] = await sql`select from pg_database where datname = ${name}`;
    if (!there) await sql.unsafe(`create database ${quote(name)} template ${quote(template)}`);
  });
}

/** A copy of a migrated template, made in well under a second: each test file has a database of its own. */
export async function cloneDatabase(adminUrl: string, template: string, name: string): Promise<string> {
  await asAdmin(adminUrl, (sql) =>
    sql.unsafe(`create database ${quote(name)} template ${quote(template)} strategy file_copy`),
  );
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await asAdmin(adminUrl, (sql) => sql.unsafe(`drop database if exists ${quote(name)} with (force)`));
}

/** An identifier as SQL wants it. */
export function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
