import { parseSync } from '@swc/core';
import { checkShape } from './check.ts';
import { type CheckBody, dispatchOnObject } from './dispatch.ts';
import { errorShape } from './errorShape.ts';
import { matchRoutes } from './matchRoute.ts';
import { openModules } from './modules.ts';
import { paramNames } from './paramNames.ts';
import { publicInterfaces, stripeNamespace } from './publicTypes.ts';
import { type Route, readRoutes, shapeOrNothing, signatureOf } from './routes.ts';
import { findSdk } from './sdk.ts';
import type { Shape } from './shape.ts';
import { readShapes } from './shapes.ts';
import type { Violation } from './violation.ts';

/** The API as the installed SDK's own types declare it. */
export interface Contract {
  /** Version of the SDK that the contract was read from. */
  readonly sdkVersion: string;
  /** The values of `object` that the contract knows: `payment_intent`, `checkout.session`, `v2.core.account`. */
  readonly objectNames: readonly string[];
  readonly routes: readonly Route[];
  /** Checks a JSON body by what it says it is: `object`, an event's `type`, a list's elements, an error. */
  check: CheckBody;
  /** Checks a JSON value against a type by its name in the `Stripe` namespace: `Checkout.Session`, `ApiList<Customer>`. */
  checkAs(typeName: string, value: unknown): Violation[];
  /** Checks the parameters of a call as an application passes them: `PaymentIntentCreateParams`. */
  checkParams(typeName: string, params: unknown): Violation[];
  /** Declared parameter names of `PaymentIntent`'s `create` (or `Checkout.Session`'s), see {@link paramNames}. */
  params(resource: string, method: string): ReadonlySet<string>;
  /** Declared parameter names of a route, `('POST', '/v1/payment_intents/{id}/confirm')`; undefined when there is none. */
  routeParams(httpMethod: string, path: string): ReadonlySet<string> | undefined;
  /** The SDK methods that call this route, usually one. */
  routesTo(httpMethod: string, path: string): Route[];
  /** Checks a value against a shape taken from a route. `form`: a decoded form body, whose leaves are text. */
  checkShape(value: unknown, shape: Shape, encoding?: 'json' | 'form'): Violation[];
  /** Checks the body of an answer with an error status: `{ error: { type, message, ... } }`. */
  checkError(body: unknown): Violation[];
}

export interface ContractOptions {
  /**
   * Many enums of the SDK are open: later values may come. `listed` (the default) refuses what this version does not
   * list, right for a stand-in that we write; `any` lets them pass, right for Stripe itself.
   */
  readonly openEnums?: 'listed' | 'any';
  /** The SDK's folder; the installed one when left out. */
  readonly sdkRoot?: string;
}

/** Fewer than this, and the declarations have changed so much that the reader no longer understands them. */
const leastObjects = 150;
const leastRoutes = 500;

/**
 * Reads the contract from the installed SDK's declarations. Nothing of them is kept beyond the process.
 * @throws Error when the SDK is missing or too little of it could be read: a contract that knows nothing passes all.
 */
export function loadContract({ openEnums = 'listed', sdkRoot }: ContractOptions = {}): Contract {
  const sdk = findSdk(sdkRoot);
  const modules = openModules(sdk.folder);
  const shapes = readShapes(modules);
  const namespace = stripeNamespace(modules);
  const named = new Map<string, Shape>();

  const checkJson = (value: unknown, shape: Shape, encoding: 'json' | 'form' = 'json') =>
    checkShape(value, shape, { openEnums, encoding });

  function shapeNamed(typeName: string): Shape {
    const known = named.get(typeName);
    if (known) return known;
    const [item] = parseSync(`type Wanted = ${typeName};`, { syntax: 'typescript' }).body;
    if (item?.type !== 'TsTypeAliasDeclaration') throw new Error(`${typeName} is no type`);
    const shape = shapes.ofType(item.typeAnnotation, namespace);
    named.set(typeName, shape);
    return shape;
  }

  function paramsOf(resource: string, method: string): Shape {
    const path = `${resource}Resource`.split('.');
    const meaning = modules.typeNamed(namespace, path);
    if (meaning?.type?.type !== 'ClassDeclaration') throw new Error(`the SDK has no resource ${resource}`);
    return shapeOrNothing(shapes, signatureOf(meaning.type, method).params, meaning.scope);
  }

  const { objectNames, check } = dispatchOnObject({
    interfaces: publicInterfaces(modules),
    shapes,
    shapeNamed,
    checkJson,
    errors: errorShape(modules, shapes),
    takeUnknownEvents: openEnums === 'any',
  });
  const routes = readRoutes(sdk.folder, modules, shapes);
  if (objectNames.length < leastObjects || routes.length < leastRoutes) {
    throw new Error(
      `stripe ${sdk.version}: only ${objectNames.length} objects and ${routes.length} routes were understood; the reader must be brought up to date`,
    );
  }

  return {
    sdkVersion: sdk.version,
    objectNames,
    routes,
    check,
    checkAs: (typeName, value) => checkJson(value, shapeNamed(typeName)),
    checkParams: (typeName, params) => checkJson(params, shapeNamed(typeName)),
    params: (resource, method) => paramNames(paramsOf(resource, method)),
    routeParams: (httpMethod, path) => {
      const reached = matchRoutes(routes, httpMethod, path);
      if (reached.length === 0) return undefined;
      return new Set(reached.flatMap((route) => [...paramNames(route.params())]));
    },
    routesTo: (httpMethod, path) => matchRoutes(routes, httpMethod, path),
    checkShape: checkJson,
    checkError: (body) => checkJson(body, errorShape(modules, shapes)),
  };
}
