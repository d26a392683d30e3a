/** A small community package written to a temporary folder, clean or with planted violations. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ICON =
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M2 2h20v20z"/></svg>';

const MANIFEST = {
	name: 'n8n-nodes-probe',
	version: '0.1.0',
	description: 'A probe',
	keywords: ['n8n-community-node-package'],
	homepage: 'https://probe.example/',
	repository: { type: 'git', url: 'https://github.com/probe/n8n-nodes-probe.git' },
	license: 'MIT',
	author: { name: 'Asha Rao', email: 'asha.rao@example.com' },
	files: ['dist'],
	n8n: {
		n8nNodesApiVersion: 1,
		strict: true,
		credentials: ['dist/credentials/ProbeApi.credentials.js'],
		nodes: ['dist/nodes/Probe/Probe.node.js'],
	},
	peerDependencies: { 'n8n-workflow': '*' },
	devDependencies: { undici: '8.12.4' },
};

const CREDENTIAL = `
import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties, IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

export class ProbeApi implements ICredentialType {
	name = 'probeApi';
	displayName = 'Probe API';
	icon: Icon = { light: 'file:../icons/probe.svg', dark: 'file:../icons/probe.dark.svg' };
	documentationUrl = 'https://probe.example/docs';
	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			default: '',
		},
	];
	test: ICredentialTestRequest = { request: { baseURL: 'https://probe.example', url: '/me' } };
}
`;

const node = (imports: string, statement: string) => `
import { NodeConnectionTypes, NodeOperationError } from 'n8n-workflow';
${imports}

export class Probe implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Probe',
		name: 'probe',
		icon: { light: 'file:../../icons/probe.svg', dark: 'file:../../icons/probe.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: 'probe',
		description: 'Passes items through',
		defaults: { name: 'Probe' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'probeApi', required: true }],
		properties: [],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		try {
			${statement}
			return [items];
		} catch (error) {
			if (this.continueOnFail()) return [items];
			throw new NodeOperationError(this.getNode(), error as Error, { itemIndex: 0 });
		}
	}
}
`;

const compiled = (imports: string, statement: string) => `"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.Probe = void 0;
const n8n_workflow_1 = require("n8n-workflow");
${imports}
class Probe {
    async execute() { ${statement} return [n8n_workflow_1.deepCopy(this.getInputData())]; }
}
exports.Probe = Probe;
`;

/** What to plant: imports and statements for the node, once as TypeScript, once as JavaScript. */
export interface Planted {
	source?: { imports: string; statement: string };
	compiled?: { imports: string; statement: string };
}

/** Writes the probe; returns its source folder and the folder of its "unpacked tarball". */
export function writeProbe(planted: Planted = {}): { source: string; unpacked: string } {
	const base = mkdtempSync(path.join(tmpdir(), 'gate-probe-'));
	const write = (file: string, text: string) => {
		mkdirSync(path.dirname(path.join(base, file)), { recursive: true });
		writeFileSync(path.join(base, file), text);
	};
	const clean = { imports: '', statement: '' };
	const source = planted.source ?? clean;
	const built = planted.compiled ?? clean;
	for (const side of ['source', 'unpacked']) {
		const dist = side === 'source' ? side : `${side}/dist`;
		write(`${side}/package.json`, JSON.stringify(MANIFEST, null, '\t'));
		write(`${dist}/icons/probe.svg`, ICON);
		write(`${dist}/icons/probe.dark.svg`, ICON);
	}
	write('source/credentials/ProbeApi.credentials.ts', CREDENTIAL);
	write('source/nodes/Probe/Probe.node.ts', node(source.imports, source.statement));
	write('unpacked/dist/nodes/Probe/Probe.node.js', compiled(built.imports, built.statement));
	write('unpacked/dist/credentials/ProbeApi.credentials.js', '"use strict";\n');
	return { source: path.join(base, 'source'), unpacked: path.join(base, 'unpacked') };
}
