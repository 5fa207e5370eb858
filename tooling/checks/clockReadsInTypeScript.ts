import { parse } from '@swc/core';
import { type ClockRead, sqlClocks } from './clockReadsInSql.ts';

interface SyntaxNode {
  type: string;
  span?: { start: number };
  [field: string]: unknown;
}

/** Globals of which any use is a clock read: `Date.now`, `performance.now`, `process.hrtime`, `Temporal.Now`. */
const clockMembers: Record<string, readonly string[]> = {
  Date: ['now'],
  performance: ['now', 'timeOrigin'],
  process: ['hrtime', 'uptime'],
  Temporal: ['Now'],
};

/** Clock reads in code, and in SQL within its strings; comments do not count. `line` counts from 1. */
export async function clockReadsInTypeScript(source: string, file: string): Promise<ClockRead[]> {
  const bytes = Buffer.from(source);
  const program = await parse(source, {
    syntax: 'typescript',
    tsx: file.endsWith('x'),
    target: 'es2024',
    decorators: true,
  });
  const reads: ClockRead[] = [];
  visit(program, (node) => {
    const what = clockRead(node);
    if (what === undefined) return;
    // Spans count bytes from 1.
    const before = bytes.subarray(0, (node.span?.start ?? 1) - 1).toString();
    reads.push({ line: before.split('\n').length, what });
  });
  return reads;
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function visit(value: unknown, see: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see);
  else if (typeof value === 'object' && value !== null) {
    if (isNode(value)) see(value);
    for (const field of Object.values(value)) visit(field, see);
  }
}

function identifier(value: unknown): string | undefined {
  return isNode(value) && value.type === 'Identifier' && typeof value.value === 'string' ? value.value : undefined;
}

function member(node: SyntaxNode): string | undefined {
  const object = identifier(node.object);
  const property = identifier(node.property);
  if (object === undefined || property === undefined) return undefined;
  return clockMembers[object]?.includes(property) ? `${object}.${property}` : undefined;
}

function sqlIn(text: unknown): string | undefined {
  return typeof text === 'string' ? sqlClocks(text)[0]?.what : undefined;
}

function clockRead(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'MemberExpression':
      return member(node);
    case 'NewExpression': {
      const args = node.arguments;
      const none = !Array.isArray(args) || args.length === 0;
      return identifier(node.callee) === 'Date' && none ? 'new Date()' : undefined;
    }
    case 'CallExpression':
      return identifier(node.callee) === 'Date' ? 'Date()' : undefined;
    case 'StringLiteral':
      return sqlIn(node.value);
    case 'TemplateElement':
      return sqlIn(node.cooked ?? node.raw);
    default:
      return undefined;
  }
}
