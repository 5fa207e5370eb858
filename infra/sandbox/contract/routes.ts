import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type BindingIdentifier, type ClassDeclaration, type Pattern, parseSync, type TsType } from '@swc/core';
import type { Modules } from './modules.ts';
import type { Scope } from './scope.ts';
import { type Shape, shapeOf } from './shape.ts';
import type { Shapes } from './shapes.ts';

export type HttpMethod = 'GET' | 'POST' | 'DELETE';

/** One method of the SDK and the request that it makes. */
export interface Route {
  readonly httpMethod: HttpMethod;
  /** `/v1/payment_intents/{id}/confirm` */
  readonly path: string;
  /** `PaymentIntentResource.confirm` */
  readonly name: string;
  readonly params: () => Shape;
  readonly result: () => Shape;
}

/**
 * Reads which route every resource method calls from the SDK's own code (`_makeRequest('POST', '/v1/...')`), and what it
 * takes and gives from the declaration beside it.
 */
export function readRoutes(folder: string, modules: Modules, shapes: Shapes): Route[] {
  return globSync('resources/**/*.js', { cwd: folder }).flatMap((file) => {
    const path = file.slice(0, -'.js'.length);
    if (basename(path) === 'index') return [];
    const scope = modules.open(path);
    return requestsIn(join(folder, file)).map(({ className, methodName, httpMethod, url }) => {
      const declaration = scope.types.get(className);
      if (declaration?.type !== 'ClassDeclaration') throw new Error(`${path} declares no class ${className}`);
      const signature = signatureOf(declaration, methodName);
      return {
        httpMethod,
        path: url,
        name: `${className}.${methodName}`,
        params: () => shapeOrNothing(shapes, signature.params, scope),
        result: () => shapes.ofType(signature.result, scope),
      };
    });
  });
}

export interface Signature {
  readonly params: TsType | undefined;
  readonly result: TsType;
}

/** The declared type of a resource method's `params`, and of what it returns. */
export function signatureOf(declaration: ClassDeclaration, methodName: string): Signature {
  for (const member of declaration.body) {
    if (member.type !== 'ClassMethod' || member.key.type !== 'Identifier' || member.key.value !== methodName) continue;
    const patterns = member.function.params.map((parameter) => parameter.pat);
    const params = patterns.find(isParams);
    const result = member.function.returnType?.typeAnnotation;
    if (!result) continue;
    return { params: params?.typeAnnotation?.typeAnnotation, result };
  }
  throw new Error(`${declaration.identifier.value} declares no method ${methodName}`);
}

function isParams(pattern: Pattern): pattern is BindingIdentifier {
  return pattern.type === 'Identifier' && pattern.value === 'params';
}

/** A method without `params` takes none: an object with no properties. */
export function shapeOrNothing(shapes: Shapes, params: TsType | undefined, scope: Scope): Shape {
  if (params) return shapes.ofType(params, scope);
  return shapeOf({ objects: [{ name: 'no parameters', partial: false, properties: () => new Map() }] });
}

interface Request {
  readonly className: string;
  readonly methodName: string;
  readonly httpMethod: HttpMethod;
  readonly url: string;
}

function requestsIn(file: string): Request[] {
  const found: Request[] = [];
  for (const item of parseSync(readFileSync(file, 'utf8'), { syntax: 'ecmascript' }).body) {
    if (item.type !== 'ExportDeclaration' || item.declaration.type !== 'ClassDeclaration') continue;
    const className = item.declaration.identifier.value;
    for (const member of item.declaration.body) {
      if (member.type !== 'ClassMethod' || member.key.type !== 'Identifier') continue;
      for (const { httpMethod, url } of requestCalls(member.function.body)) {
        found.push({ className, methodName: member.key.value, httpMethod, url });
      }
    }
  }
  return found;
}

function* requestCalls(node: unknown): Generator<{ httpMethod: HttpMethod; url: string }> {
  if (typeof node !== 'object' || node === null) return;
  if (
    field(node, 'type') === 'CallExpression' &&
    field(field(field(node, 'callee'), 'property'), 'value') === '_makeRequest'
  ) {
    const [httpMethod, url] = list(node, 'arguments').map((argument) => textOf(field(argument, 'expression')));
    // The one call whose URL is not written there follows an event's related_object.url.
    if (isHttpMethod(httpMethod) && url !== undefined) yield { httpMethod, url };
  }
  for (const child of Object.values(node)) yield* requestCalls(child);
}

function isHttpMethod(text: string | undefined): text is HttpMethod {
  return text === 'GET' || text === 'POST' || text === 'DELETE';
}

/** The text of a string literal, or of a template with `{id}` for each part that it inserts. */
function textOf(expression: unknown): string | undefined {
  if (field(expression, 'type') === 'StringLiteral') return String(field(expression, 'value'));
  if (field(expression, 'type') !== 'TemplateLiteral') return undefined;
  return list(expression, 'quasis')
    .map((quasi) => String(field(quasi, 'cooked')))
    .join('{id}');
}

/** Function bodies are read as plain trees: of their hundred kinds of node only three matter here. */
function field(node: unknown, name: string): unknown {
  return typeof node === 'object' && node !== null ? Reflect.get(node, name) : undefined;
}

function list(node: unknown, name: string): unknown[] {
  const value = field(node, name);
  return Array.isArray(value) ? value : [];
}
