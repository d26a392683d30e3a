/**
 * The one door for authors of operations: everything that a provider's operations, fields, shapes
 * and gateway mapping are written with.
 */
export * from './addresses';
export * from './bigFields';
export * from './defaults';
export * from './fields';
export * from './numberedText';
export * from './outputs';
export * from './pagers';
export * from './phone';
export * from './reasons';
export * from './sources';
export * from './templateText';
export * from './types';
export * from './values';
export * from './whatsappLimits';
