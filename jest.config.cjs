const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: '<rootDir>/tsconfig.test.json' }] },
	globalSetup: '<rootDir>/test/harness/bundlePhoneLibrary.cjs',
	// The phone number library as it is published.
	moduleNameMapper: { '^\\./library$': '<rootDir>/node_modules/.cache/phone/library.js' },
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/e2e/'],
	// More would take the time from each other that some tests measure turns in.
	maxWorkers: Math.min(Math.max(availableParallelism(), 2), 4),
	// A machine that is busy with something else for a moment must not fail a test.
	testTimeout: 20_000,
};
