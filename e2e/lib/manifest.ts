/** The package.json of the package under test. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export const manifest = JSON.parse(
	readFileSync(path.resolve(__dirname, '../../package.json'), 'utf8'),
) as { name: string; n8n: { nodes: string[]; credentials: string[] } };

/** `dist/nodes/X/XTrigger.node.js` -> `xTrigger`, as n8n's rules name types. */
export function typeName(file: string): string {
	const base = path.basename(file).replace(/\.(node|credentials)\.js$/, '');
	return base.charAt(0).toLowerCase() + base.slice(1);
}
