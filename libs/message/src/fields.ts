type Change = (value: unknown, path: string) => unknown;
const absent = Symbol('absent');

function changeAt(node: unknown, steps: readonly string[], path: string, change: Change | typeof absent): unknown {
  if (node === null || typeof node !== 'object') return node;
  const [step, ...rest] = steps;
  if (step === undefined) return node;
  if (Array.isArray(node)) {
    if (step !== '*') return node;
    return node.map((item, i) =>
      rest.length === 0 && change !== absent
        ? change(item, `${path}${i}`)
        : changeAt(item, rest, `${path}${i}.`, change),
    );
  }
  if (!Object.hasOwn(node, step)) return node;
  const copy: Record<string, unknown> = { ...node };
  const here = `${path}${step}`;
  const value = copy[step];
  if (rest.length > 0) copy[step] = changeAt(value, rest, `${here}.`, change);
  else if (change === absent) delete copy[step];
  else if (value !== null && value !== undefined) copy[step] = change(value, here);
  return copy;
}

/** A copy in which every value at one of `paths` (`a.b`, `list.*.mail`) is replaced; null and missing stay as they are. */
export function mapFields(payload: unknown, paths: readonly string[], change: Change): unknown {
  return paths.reduce((node, path) => changeAt(node, path.split('.'), '', change), payload);
}

/** A copy without the values at `paths`. */
export function dropFields(payload: unknown, paths: readonly string[]): unknown {
  return paths.reduce((node, path) => changeAt(node, path.split('.'), '', absent), payload);
}
