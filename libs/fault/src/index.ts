export { Fault, type FaultKind, type FieldError, fault, isFault, toFault } from './fault.ts';
export { httpStatus } from './httpStatus.ts';
export { type FaultWire, fromWire, toWire } from './wire.ts';
