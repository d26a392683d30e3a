/** The sandbox's page in a real browser: what a person sees, writes, taps and switches. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { after, before } from 'node:test';

import { WHAPI_DEMO, WHAPI_PERSON } from '../sandbox/whapi';
import { ARTIFACTS } from './lib/artifacts';
import { openBrowser, type Browser } from './lib/browser';
import { startSandbox, type Sandbox } from './lib/sandbox';
import { test } from './lib/suite';

const FOLDER = path.join(ARTIFACTS, 'sandboxPage');

let sandbox: Sandbox;
let browser: Browser;

before(async () => {
	sandbox = await startSandbox();
	browser = await openBrowser({ colours: 'dark' });
	mkdirSync(FOLDER, { recursive: true });
	await browser.page.goto(`${sandbox.url}/_sandbox`);
});
after(async () => {
	await browser.close();
	await sandbox.stop();
});

/** A message with reply buttons, as the node sends it. */
const sendButtons = () =>
	fetch(`${sandbox.baseUrl('whapi')}/messages/interactive`, {
		method: 'POST',
		headers: {
			authorization: `Bearer ${WHAPI_DEMO.token}`,
			'content-type': 'application/json',
		},
		body: JSON.stringify({
			to: WHAPI_PERSON,
			type: 'button',
			body: { text: 'Is Tuesday fine?' },
			action: { buttons: [{ type: 'quick_reply', title: 'Tuesday is fine', id: 'tuesday' }] },
		}),
	});

/** The newest event that the provider delivered, as text. */
const lastEvent = (): string => JSON.stringify(sandbox.deliveries.at(-1)?.body ?? null);

test('a person sees a message, taps a button, and writes; each becomes an event', async () => {
	const { page } = browser;
	sandbox.addWebhook('whapi', { url: `${sandbox.url}/nowhere` });
	assert.equal((await sendButtons()).status, 200);
	const shown = page.locator('#messages li', { hasText: 'Is Tuesday fine?' });
	await shown.getByText('Tuesday is fine').click();
	await page.locator('#messages li.mine', { hasText: 'Tuesday is fine' }).waitFor();
	await sandbox.settled();
	assert.match(lastEvent(), /ButtonsV3:tuesday/);

	await page.getByRole('textbox', { name: 'Message' }).fill('What time?');
	await page.getByRole('button', { name: 'Send', exact: true }).click();
	await page.locator('#messages li.mine', { hasText: 'What time?' }).waitFor();
	await sandbox.settled();
	assert.match(lastEvent(), /What time\?/);
	await page.screenshot({ path: path.join(FOLDER, 'whapi.png') });
});

test('a switch makes requests fail, and switching it off mends them', async () => {
	const { page } = browser;
	const box = page.getByLabel('The provider is down (503)');
	const answered = (method: string) =>
		page.waitForResponse(
			(answer) => answer.url().includes('/faults') && answer.request().method() === method,
		);
	await Promise.all([answered('POST'), box.check()]);
	assert.equal((await sendButtons()).status, 503);
	await Promise.all([answered('DELETE'), box.uncheck()]);
	assert.equal((await sendButtons()).status, 200);
});

test('another person of another provider can be added, and their missed call arrives', async () => {
	const { page } = browser;
	await page.getByRole('button', { name: 'MyOperator' }).click();
	await page.getByLabel('Webhook address').fill(`${sandbox.url}/nowhere`);
	await page.getByRole('button', { name: 'Add address' }).click();
	await page.locator('#webhooks li', { hasText: '/nowhere' }).waitFor();
	await page.getByLabel('Number of another person').fill('+91 98765 43211');
	await page.getByLabel('Name', { exact: true }).fill('Mira Nair');
	await page.getByRole('button', { name: 'Add person' }).click();
	await page.getByRole('heading', { name: "Mira Nair's phone" }).waitFor();
	await Promise.all([
		page.waitForResponse(/\/myoperator\/people$/),
		page.getByRole('button', { name: 'Missed call' }).click(),
	]);
	await sandbox.settled();
	assert.match(lastEvent(), /9876543211/);
	await page.screenshot({ path: path.join(FOLDER, 'myoperator.png') });
});
