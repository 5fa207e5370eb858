export interface ClockRead {
  line: number;
  what: string;
}

const sqlClock =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\s*\(\s*\)|\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b|'(?:now|today|tomorrow|yesterday)'\s*::/gi;

/** Clocks that a piece of SQL reads: each with its offset. */
export function sqlClocks(sql: string): { offset: number; what: string }[] {
  return [...sql.matchAll(sqlClock)].map((match) => ({ offset: match.index, what: match[0] }));
}

/** Comments become blanks of the same length, so that offsets and lines stay. */
function withoutComments(sql: string): string {
  return sql.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
}

export function clockReadsInSql(sql: string): ClockRead[] {
  const code = withoutComments(sql);
  return sqlClocks(code).map(({ offset, what }) => ({ line: code.slice(0, offset).split('\n').length, what }));
}
