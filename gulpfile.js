'use strict';

/**
 * Builds the package into dist/ (or into OUT_DIR, which tests and the verification use).
 *
 * n8n-node's own build is not used: it copies every image found anywhere below the project into
 * dist, so screenshots of the documentation and the files of e2e/node_modules would be published.
 */
const { spawn } = require('node:child_process');
const { rm } = require('node:fs/promises');
const path = require('node:path');
const { dest, series, src } = require('gulp');
const { bundlePhoneLibrary, PLACE } = require('./scripts/package/phoneLibrary.cjs');

const outDir = path.resolve(process.env.OUT_DIR ?? 'dist');

/** Removes what an earlier build left: a deleted node must not live on in the package. */
async function clean() {
	if (outDir === process.cwd() || !path.relative(outDir, process.cwd()).startsWith('..')) {
		throw new Error(`Refusing to empty ${outDir}: it is or holds the project itself`);
	}
	await rm(outDir, { recursive: true, force: true });
}

/** Compiles nodes/, credentials/ and engine/; fails on the first type error. */
function compile(done) {
	const tsc = require.resolve('typescript/bin/tsc');
	spawn(process.execPath, [tsc, '-p', 'tsconfig.json', '--outDir', outDir], { stdio: 'inherit' })
		.on('error', done)
		.on('exit', (code, signal) => done(code === 0 ? null : new Error(`tsc: ${signal ?? code}`)));
}

/** Puts the phone number library, which n8n would not install, into the package. */
async function bundle() {
	await bundlePhoneLibrary(path.join(outDir, PLACE));
}

/**
 * Copies icons, codex files and output schemas, each to the same place below dist.
 * They are bytes, not text: gulp's default decoding would corrupt a bitmap.
 */
function assets() {
	return src(
		[
			'icons/**/*.{svg,png}',
			'{nodes,credentials}/**/*.{svg,png}',
			'nodes/**/*.node.json',
			'nodes/**/__schema__/**/*.json',
		],
		{ base: '.', encoding: false },
	).pipe(dest(outDir));
}

exports.clean = clean;
exports.compile = compile;
exports.bundle = bundle;
exports.assets = assets;
exports.build = series(clean, compile, bundle, assets);
exports.default = exports.build;
