'use strict';

/** Before all tests: the phone number library as the package has it (jest.config.cjs maps to it). */
const path = require('node:path');
const { bundlePhoneLibrary } = require('../../scripts/package/phoneLibrary.cjs');

module.exports = async () => {
	await bundlePhoneLibrary(path.resolve(__dirname, '../../node_modules/.cache/phone'));
};
