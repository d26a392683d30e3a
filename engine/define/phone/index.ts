export * from './countries';
export * from './parse';
