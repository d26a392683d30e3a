/**
 * n8n's deduplication store in memory. Like n8n's own it reads and writes a whole row, with a gap in
 * between, so that calls that overlap lose what the other wrote; an entry that is twice in a call is
 * noted twice, and taken away once.
 */
import { createHash } from 'node:crypto';

import { DataDeduplicationService } from 'n8n-core';
import type {
	DeduplicationItemTypes,
	ICheckProcessedContextData,
	ICheckProcessedOptions,
	IDataDeduplicator,
} from 'n8n-workflow';

const md5 = (value: DeduplicationItemTypes) =>
	createHash('md5').update(String(value)).digest('base64');

export class MemoryStore implements IDataDeduplicator {
	rows = new Map<string, string[]>();
	/** How often a row was read and written. */
	calls = 0;
	/** Set by a test: what every call ends with. */
	broken: Error | undefined;

	reset(): void {
		this.rows.clear();
		this.calls = 0;
		this.broken = undefined;
	}

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		context: 'node' | 'workflow',
		data: ICheckProcessedContextData,
		{ maxEntries }: ICheckProcessedOptions,
	) {
		const found = {
			new: [] as DeduplicationItemTypes[],
			processed: [] as DeduplicationItemTypes[],
		};
		await this.change(context, data, (row) => {
			const known = new Set(row);
			for (const item of items) {
				const isKnown = known.has(md5(item));
				(isKnown ? found.processed : found.new).push(item);
				if (!isKnown) row.push(md5(item));
			}
			return maxEntries === undefined ? row : row.slice(-maxEntries);
		});
		return found;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		context: 'node' | 'workflow',
		data: ICheckProcessedContextData,
	) {
		await this.change(context, data, (row) => {
			for (const entry of items.map(md5)) {
				const index = row.indexOf(entry);
				if (index >= 0) row.splice(index, 1);
			}
			return row;
		});
	}

	async clearAllProcessedItems(context: 'node' | 'workflow', data: ICheckProcessedContextData) {
		await this.change(context, data, () => []);
	}

	async getProcessedDataCount(context: 'node' | 'workflow', data: ICheckProcessedContextData) {
		return this.rows.get(placeOf(context, data))?.length ?? 0;
	}

	private async change(
		context: 'node' | 'workflow',
		data: ICheckProcessedContextData,
		make: (row: string[]) => string[],
	) {
		this.calls++;
		if (this.broken) throw this.broken;
		const place = placeOf(context, data);
		const read = [...(this.rows.get(place) ?? [])];
		await new Promise((resolve) => setImmediate(resolve));
		this.rows.set(place, make(read));
	}
}

const placeOf = (context: 'node' | 'workflow', { workflow, node }: ICheckProcessedContextData) =>
	`${workflow.id}/${context === 'node' ? node?.id : ''}`;

/** Registers the hook that empties the store before each test. */
export function useDeduplication(): MemoryStore {
	const store = new MemoryStore();
	beforeAll(async () => await DataDeduplicationService.init(store));
	beforeEach(() => store.reset());
	return store;
}
