/** Writes a node's description as TypeScript, because lint rules read literals. */
import type { INodeTypeDescription } from 'n8n-workflow';

export interface WrittenSource {
	text: string;
	/** Per line of the text: the names of the properties around it, such as `filters.category`. */
	places: string[];
}

/** The case rules know no product names, but let words in capitals be. */
const PRODUCTS = /\b(?:n8n|WhatsApp|Meta|MyOperator|Wapio|2Chat|Whapi\.Cloud|Slack|IDs|URLs)\b/g;
const CASED = ['action', 'name', 'displayName'];

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** @param className of the class around the description, by which rules know a node */
export function nodeSource(className: string, description: INodeTypeDescription): WrittenSource {
	const lines: string[] = [];
	const places: string[] = [];
	// Indented, because one rule counts on it.
	let depth = 0;
	const put = (text: string, place: string) => {
		lines.push('\t'.repeat(depth) + text);
		places.push(place);
	};
	const write = (value: unknown, before: string, after: string, place: string): void => {
		if (typeof value !== 'object' || value === null) {
			put(`${before}${JSON.stringify(value)}${after}`, place);
			return;
		}
		const [open, close] = Array.isArray(value) ? '[]' : '{}';
		put(`${before}${open}`, place);
		depth++;
		const own = 'name' in value && 'displayName' in value ? String(value.name) : '';
		const inner = [place, own].filter(Boolean).join('.');
		for (const [key, entry] of Object.entries(value as Record<string, unknown>)) {
			if (entry === undefined || typeof entry === 'function') continue;
			const label = Array.isArray(value)
				? ''
				: `${IDENTIFIER.test(key) ? key : JSON.stringify(key)}: `;
			const cased = CASED.includes(key) && typeof entry === 'string' && entry.includes(' ');
			const shown = cased ? entry.replace(PRODUCTS, (word) => word.toUpperCase()) : entry;
			write(shown, label, ',', inner);
		}
		depth--;
		put(`${close}${after}`, place);
	};
	put("import type { INodeType, INodeTypeDescription } from 'n8n-workflow';", '');
	put(`export class ${className} implements INodeType {`, '');
	depth = 1;
	write(description, 'description: INodeTypeDescription = ', ';', '');
	depth = 0;
	put('}', '');
	return { text: `${lines.join('\n')}\n`, places };
}
