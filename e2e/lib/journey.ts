/** What a person does in the editor besides opening a saved workflow: one function a step. */
import type { Locator, Page } from 'playwright-core';
import { testId, type Editor } from './browser';

export class Journey {
	private readonly page: Page;

	constructor(
		private readonly editor: Editor,
		private readonly url: string,
	) {
		this.page = editor.page;
	}

	private get creator(): Locator {
		return this.page.locator(testId('node-creator'));
	}

	/** Entries of the open node list, as they are written there. */
	private entry(name: string): Locator {
		const exact = new RegExp(`^\\s*${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*$`);
		return this.creator.locator(testId('node-creator-item-name')).filter({ hasText: exact });
	}

	/** Opens the form of a new credential: chosen by typing a part of its type's name. */
	async newCredential(typeName: string): Promise<void> {
		await this.page.goto(`${this.url}/home/credentials`);
		await this.page.locator(testId('add-resource-credential')).first().click();
		await this.page.locator(`${testId('new-credential-type-select')} input`).fill(typeName);
		const option = this.page.locator(testId('new-credential-type-select-option'));
		await option.filter({ hasText: typeName }).first().click();
		await this.page.locator(testId('new-credential-type-button')).click();
		await this.page.locator(testId('credential-edit-dialog')).waitFor();
	}

	/** Types into a field of the open credential form. */
	async fillCredential(field: string, value: string): Promise<void> {
		const form = this.page.locator(testId('credential-edit-dialog'));
		await form.locator(`${testId(`parameter-input-${field}`)} input`).fill(value);
	}

	/** Saves the open credential, which also tests it; resolves to what the form says then. */
	async saveCredential(): Promise<{ ok: boolean; text: string }> {
		const form = this.page.locator(testId('credential-edit-dialog'));
		const tested = this.page.waitForResponse(/\/credentials\/test$/);
		await this.page.locator(testId('credential-save-button')).click();
		const answer = (await (await tested).json()) as { data: { message: string } };
		const good = form.locator(testId('credentials-config-container-test-success'));
		const bad = form.getByText('Couldn’t connect with these settings');
		await good.or(bad).filter({ visible: true }).first().waitFor();
		return { ok: await good.isVisible(), text: answer.data.message };
	}

	async closeCredential(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.page.locator(testId('credential-edit-dialog')).waitFor({ state: 'hidden' });
	}

	/** An empty canvas. */
	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.page.locator(testId('canvas-add-button')).waitFor();
		await this.editor.closeDialogs();
	}

	async openCreator(): Promise<void> {
		await this.page.locator(testId('node-creator-plus-button')).click();
		await this.page.locator(testId('node-creator-search-bar')).waitFor();
	}

	/** Searches the open node list; resolves once `expected` is among the hits, to all hits. */
	async search(words: string, expected: string): Promise<string[]> {
		const bar = this.page.locator(testId('node-creator-search-bar'));
		const names = this.creator.locator(testId('node-creator-item-name'));
		// The hits of what was there before must be gone, or they would be taken for the new ones.
		await bar.fill('nothing has this name');
		await names.first().waitFor({ state: 'detached' });
		await bar.fill(words);
		await this.entry(expected).first().waitFor();
		return (await names.allInnerTexts()).map((name) => name.trim());
	}

	async choose(entry: string): Promise<void> {
		await this.entry(entry).first().click();
	}

	/** Drags an entry of the open list onto the canvas and drops it left of the middle. */
	async drag(entry: string): Promise<void> {
		const canvas = this.page.locator(testId('canvas-wrapper'));
		await this.entry(entry)
			.first()
			.dragTo(canvas, { targetPosition: { x: 360, y: 300 } });
	}

	/** Chooses an option of a dropdown in the open panel by its name. */
	async select(parameter: string, option: string): Promise<void> {
		await this.editor.parameter(parameter).click();
		// A name is alone in its element, above the description.
		const name = this.page
			.locator('.el-select-dropdown__item:visible')
			.filter({ has: this.page.getByText(option, { exact: true }) });
		await name.first().click();
	}

	/** Types into a text parameter of the open panel. */
	async fill(parameter: string, value: string): Promise<void> {
		const input = this.editor.parameter(parameter).locator('input, textarea').first();
		await input.fill(value);
	}

	/** Opens a locator's list, searches it and chooses the one entry that is left. */
	async pick(parameter: string, words: string): Promise<void> {
		await this.editor.locatorList(parameter);
		await this.page.locator(testId('rlc-search')).filter({ visible: true }).fill(words);
		const hits = this.page.locator(testId('rlc-item')).filter({ visible: true });
		const hit = hits.filter({ hasText: words });
		await hit.first().waitFor();
		await hit.first().click();
		await hits.first().waitFor({ state: 'hidden' });
	}

	/** Runs the node of the open panel, or makes a trigger listen. */
	async execute(): Promise<void> {
		await this.page.locator(testId('node-execute-button')).first().click();
	}

	/** The right side of the open panel. */
	get output(): Locator {
		return this.page.locator(testId('output-panel'));
	}

	/** Switches the output to JSON and resolves to its text. */
	async outputJson(): Promise<string> {
		const data = this.output.locator(testId('ndv-data-container'));
		await data.waitFor();
		await this.output.locator(testId('radio-button-json')).click();
		const json = this.output.locator('.json-data, .vjs-tree').first();
		await json.waitFor();
		return await json.innerText();
	}

	/** The error in the output; waits until it is another one than `before`. */
	async outputError(before = ''): Promise<{ message: string; description: string }> {
		const messages = this.output.locator(testId('node-error-message'));
		const message = before ? messages.filter({ hasNotText: before }) : messages;
		await message.waitFor();
		const description = this.output.locator(testId('node-error-description'));
		return {
			message: (await message.innerText()).trim(),
			description: (await description.innerText()).trim(),
		};
	}

	/** Resolves to the ID of the workflow on the canvas the next time that n8n has saved it. */
	async saved(): Promise<string> {
		const answer = await this.page.waitForResponse(
			(response) =>
				/\/rest\/workflows(\/\w+)?(\?|$)/.test(response.url()) &&
				['POST', 'PATCH'].includes(response.request().method()),
		);
		const { data } = (await answer.json()) as { data: { id: string } };
		return data.id;
	}

	/** Resolves when the trigger of the open panel waits for its test event. */
	async listening(): Promise<void> {
		await this.page.getByText('Listening for test event').waitFor();
	}

	/** Publishes the workflow on the canvas: its triggers become active. */
	async publish(): Promise<void> {
		await this.page.locator(testId('workflow-open-publish-modal-button')).click();
		const done = this.page.waitForResponse(/\/rest\/workflows\/\w+\/activate/);
		await this.page.locator(testId('workflow-publish-button')).click();
		const answer = await done;
		if (!answer.ok()) throw new Error(`Publishing: ${answer.status()} ${await answer.text()}`);
		await this.page.locator(testId('workflowPublish-modal')).waitFor({ state: 'hidden' });
	}

	/**
	 * How long `action` takes until the page has drawn its outcome, and the longest time for which
	 * the page could not react meanwhile. Milliseconds; clicks and waits of the browser included.
	 */
	async measure(action: () => Promise<void>): Promise<{ took: number; blocked: number }> {
		// Scripts of the page, as text: this program's types know no browser.
		await this.page.evaluate(`
			window.longTasks = [];
			new PerformanceObserver((list) => {
				for (const { duration } of list.getEntries()) window.longTasks.push(duration);
			}).observe({ type: 'longtask' });
		`);
		const start = performance.now();
		await action();
		// Two frames: what was changed is drawn, and the task that did so has been reported.
		const blocked = await this.page.evaluate<number>(`
			new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
				.then(() => Math.max(0, ...window.longTasks))
		`);
		return { took: Math.round(performance.now() - start), blocked: Math.round(blocked) };
	}
}
