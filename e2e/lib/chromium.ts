import { existsSync } from 'node:fs';

const PLACES = [
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Where Chromium is: CHROMIUM_PATH, or the first of the usual places; undefined = nowhere. */
export function chromiumPath(): string | undefined {
	const { CHROMIUM_PATH } = process.env;
	if (CHROMIUM_PATH) {
		if (!existsSync(CHROMIUM_PATH)) throw new Error(`CHROMIUM_PATH: no file ${CHROMIUM_PATH}`);
		return CHROMIUM_PATH;
	}
	return PLACES.find((place) => existsSync(place));
}
