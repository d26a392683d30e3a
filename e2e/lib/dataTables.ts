/** n8n's own data tables, which several examples keep their rows in. */
import type { N8nApi } from './api';

/** The most rows that n8n gives at once. */
const PAGE = 200;

export type Row = Record<string, unknown>;

interface Column {
	name: string;
	type: 'string' | 'number' | 'boolean' | 'date';
}

/** The tables of the owner's personal project, by name. */
export class DataTables {
	private project?: string;
	private readonly ids = new Map<string, string>();

	constructor(private readonly api: N8nApi) {}

	private async base(): Promise<string> {
		this.project ??= (
			await this.api.rest.call<{ id: string }>('GET', '/rest/projects/personal')
		).id;
		return `/rest/projects/${this.project}/data-tables`;
	}

	/** Makes a table; text columns unless said otherwise. */
	async create(name: string, columns: readonly string[], numbers: readonly string[] = []) {
		const all: Column[] = [
			...columns.map((column): Column => ({ name: column, type: 'string' })),
			...numbers.map((column): Column => ({ name: column, type: 'number' })),
		];
		const made = await this.api.rest.call<{ id: string }>('POST', await this.base(), {
			name,
			columns: all,
		});
		this.ids.set(name, made.id);
	}

	async drop(name: string): Promise<void> {
		await this.api.rest.call('DELETE', `${await this.base()}/${this.idOf(name)}`);
		this.ids.delete(name);
	}

	async insert(name: string, rows: readonly Row[]): Promise<void> {
		if (rows.length === 0) return;
		const path = `${await this.base()}/${this.idOf(name)}/insert`;
		await this.api.rest.call('POST', path, { data: rows, returnType: 'count' });
	}

	/** Its rows in the order in which they came in. */
	async rows(name: string): Promise<Row[]> {
		const path = `${await this.base()}/${this.idOf(name)}/rows?take=${PAGE}&sortBy=id:asc`;
		const all: Row[] = [];
		for (;;) {
			const answer = await this.api.rest.call<{ data: Row[] }>('GET', `${path}&skip=${all.length}`);
			all.push(...answer.data);
			if (answer.data.length < PAGE) return all;
		}
	}

	private idOf(name: string): string {
		const id = this.ids.get(name);
		if (!id) throw new Error(`There is no table ${name}`);
		return id;
	}
}
