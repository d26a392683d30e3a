'use strict';

/**
 * Bundles the phone number library into two files of the package: `libphonenumber.js`, readable and
 * with its licence, and `library.js`, which loads it with the first number.
 */
const { copyFile, mkdir, readFile, writeFile } = require('node:fs/promises');
const path = require('node:path');
const esbuild = require('esbuild');

const ROOT = path.resolve(__dirname, '../..');
const LIBRARY = path.join(ROOT, 'node_modules/libphonenumber-js');
/** Where the bundle belongs below dist/. */
const PLACE = 'engine/define/phone';

const LOADER = `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
let loaded;
exports.library = () => (loaded ??= require("./libphonenumber").library());
`;

/** @param {string} directory receives the files; existing ones are replaced */
async function bundlePhoneLibrary(directory) {
	await mkdir(directory, { recursive: true });
	const licence = (await readFile(path.join(LIBRARY, 'LICENSE'), 'utf8')).trim();
	await esbuild.build({
		entryPoints: [path.join(ROOT, PLACE, 'library.ts')],
		outfile: path.join(directory, 'libphonenumber.js'),
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		charset: 'utf8',
		logLevel: 'warning',
		banner: {
			js: `/*\nlibphonenumber-js, bundled; its metadata is derived from Google's libphonenumber (Apache License 2.0).\n\n${licence}\n*/`,
		},
	});
	await writeFile(path.join(directory, 'library.js'), LOADER);
	await copyFile(
		path.join(LIBRARY, 'LICENSE.Apache'),
		path.join(directory, 'libphonenumber.LICENSE.Apache'),
	);
}

module.exports = { bundlePhoneLibrary, PLACE };
