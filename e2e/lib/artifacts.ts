import path from 'node:path';

/** Screenshots, logs and results of the end-to-end tests; not in git. */
export const ARTIFACTS = path.resolve(__dirname, '../artifacts');
