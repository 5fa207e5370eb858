type Page<K extends string, T> = Record<K, T[]> & { next: string | null };

/**
 * Reads a list page after page, so many rows at the most.
 * @returns the rows, and whether there are more than that
 */
export async function everyPage<K extends string, T>(
  read: (after: { after?: string }) => Promise<Page<K, T>>,
  what: K,
  most: number,
): Promise<{ rows: T[]; isCut: boolean }> {
  const rows: T[] = [];
  let after: { after?: string } | undefined = {};
  while (after && rows.length < most) {
    const page: Page<K, T> = await read(after);
    rows.push(...page[what]);
    after = page.next === null ? undefined : { after: page.next };
  }
  return { rows: rows.slice(0, most), isCut: after !== undefined || rows.length > most };
}
