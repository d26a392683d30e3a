/** n8n's editor in a real browser. Everything waits for elements, nothing for time. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { chromium, type Locator, type Page } from 'playwright-core';
import { OWNER, type SavedWorkflow } from './api';
import { ARTIFACTS } from './artifacts';
import { chromiumPath } from './chromium';
import { tempFolder } from './temp';

const LAUNCH_LIMIT_MS = 60_000;
const ELEMENT_LIMIT_MS = 30_000;
const FLAGS = [
	'--no-sandbox',
	'--disable-gpu',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--disable-dev-shm-usage',
	'--force-color-profile=srgb',
	'--hide-scrollbars',
];

/** Selector of what n8n marks for tests. */
export const testId = (id: string): string => `[data-test-id="${id}"]`;

export interface EditorOptions {
	/** The editor's colours; light when left out. */
	colours?: 'light' | 'dark';
}

export interface Browser {
	page: Page;
	close(): Promise<void>;
}

/** Starts a browser with a new, empty profile. */
export async function openBrowser({ colours = 'light' }: EditorOptions = {}): Promise<Browser> {
	const executablePath = chromiumPath();
	if (!executablePath) {
		throw new Error('No Chromium: run "npx tsx e2e/setup.ts --browser"');
	}
	const profile = tempFolder('browser');
	try {
		const context = await chromium.launchPersistentContext(profile.path, {
			executablePath,
			headless: true,
			args: FLAGS,
			viewport: { width: 1440, height: 900 },
			deviceScaleFactor: 1,
			colorScheme: colours,
			locale: 'en-US',
			timezoneId: 'UTC',
			timeout: LAUNCH_LIMIT_MS,
		});
		context.setDefaultTimeout(ELEMENT_LIMIT_MS);
		return {
			page: context.pages()[0] ?? (await context.newPage()),
			async close() {
				await context.close();
				profile.remove();
			},
		};
	} catch (error) {
		profile.remove();
		throw error;
	}
}

/** One browser window on one n8n. */
export class Editor {
	private constructor(
		readonly page: Page,
		private readonly url: string,
		readonly close: () => Promise<void>,
		/** What the page complained about: uncaught errors and failed answers of n8n. */
		readonly complaints: string[],
	) {}

	/** Starts a browser and signs the owner in. */
	static async open(url: string, options: EditorOptions = {}): Promise<Editor> {
		const { page, close } = await openBrowser(options);
		const complaints: string[] = [];
		page.on('pageerror', (error) => complaints.push(String(error)));
		page.on('response', (answer) => {
			if (answer.status() >= 500) complaints.push(`${answer.status()} ${answer.url()}`);
		});
		const editor = new Editor(page, url, close, complaints);
		try {
			await editor.signIn();
		} catch (error) {
			await close();
			throw error;
		}
		return editor;
	}

	private async signIn(): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
		await this.page.locator('input[name="password"]').fill(OWNER.password);
		await this.page.locator(testId('form-submit-button')).click();
		await this.page.waitForURL((address) => !address.pathname.startsWith('/signin'));
	}

	/** Shows a workflow with all of its nodes in view. */
	async openWorkflow(workflow: SavedWorkflow): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflow.id}`);
		for (const { name } of workflow.nodes) await this.node(name).waitFor();
		await this.closeDialogs();
		await this.page.locator(testId('zoom-to-fit')).click();
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.page.locator(`${testId('canvas-node')}[data-node-name="${name}"]`);
	}

	/** The panel with a node's parameters. */
	get panel(): Locator {
		return this.page.locator(testId('node-parameters'));
	}

	/** Opens a node's panel; resolves when its parameters are there. */
	async openNode(name: string): Promise<void> {
		await this.node(name).dblclick();
		await this.panel.waitFor();
	}

	/** A parameter in the open panel, by its name in the node's description. */
	parameter(name: string): Locator {
		return this.panel.locator(testId(`parameter-input-${name}`)).first();
	}

	/** Opens the "From list" of a resource locator in the open panel and returns its entries. */
	async locatorList(parameter: string): Promise<string[]> {
		const locator = this.panel.locator(testId(`resource-locator-${parameter}`));
		// Until n8n has answered, the list holds the present value and grey bars.
		const answered = this.page.waitForResponse(/\/resource-locator-results$/);
		await locator.locator(testId('rlc-input')).click();
		await answered;
		const list = this.page.locator('[role="tooltip"], [role="dialog"], .el-popper').filter({
			has: this.page.locator(testId('rlc-search')),
		});
		await list.locator('.el-skeleton').first().waitFor({ state: 'detached' });
		const entries = this.page.locator(testId('rlc-item'));
		await entries.first().waitFor();
		return (await entries.allInnerTexts()).map((text) => text.trim());
	}

	/** What n8n complains about in the open panel: missing or wrong parameters and credentials. */
	async issues(): Promise<string[]> {
		const marks = this.panel.locator(testId('parameter-issues'));
		const texts: string[] = [];
		for (const mark of await marks.all()) {
			await mark.hover();
			const bubble = this.page.locator('div:visible').filter({ hasText: /^\s*Issues:\s*\S/ });
			texts.push((await bubble.last().textContent()) ?? '');
		}
		return texts;
	}

	/** Closes the open panel. */
	async closeNode(): Promise<void> {
		await this.page.locator(testId('ndv-close-button')).click();
		await this.panel.waitFor({ state: 'hidden' });
	}

	/** Closes what n8n shows a new user over the editor: dialogs and messages at the edge. */
	async closeDialogs(): Promise<void> {
		const close = '.el-dialog__headerbtn, .el-notification__closeBtn, [aria-label="Close dialog"]';
		for (const button of await this.page.locator(close).all()) {
			if (await button.isVisible()) await button.click();
		}
	}

	/** Writes a screenshot to e2e/artifacts/ and returns its path. */
	async screenshot(name: string): Promise<string> {
		mkdirSync(ARTIFACTS, { recursive: true });
		const file = path.join(ARTIFACTS, `${name}.png`);
		await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
		return file;
	}
}
