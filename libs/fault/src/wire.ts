import { Fault, type FaultKind, type FieldError } from './fault.ts';

/** A fault as it travels and is stored: the public parts only. */
export type FaultWire = { kind: FaultKind; code: string; text: string; errors?: FieldError[]; retryAfter_ms?: number };

export function toWire(fault: Fault): FaultWire {
  const wire: FaultWire = { kind: fault.kind, code: fault.code, text: fault.message };
  if (fault.errors.length > 0) wire.errors = [...fault.errors];
  if (fault.retryAfter_ms !== undefined) wire.retryAfter_ms = fault.retryAfter_ms;
  return wire;
}

export function fromWire(wire: FaultWire): Fault {
  const { kind, code, text, ...extra } = wire;
  return new Fault(kind, code, text, extra);
}
