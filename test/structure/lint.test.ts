/** n8n's lint rules for nodes, on the descriptions that n8n gets. */
import { lintFindings } from './lintFindings';
import { publishedNodes } from '../../scripts/package/nodes';

const nodes = publishedNodes();

describe("n8n's lint rules", () => {
	let findings: Map<string, string[]>;
	beforeAll(() => {
		findings = lintFindings(nodes);
	}, 120_000);

	test.each(nodes.map(({ name }) => name))('%s follows them', (name) => {
		expect(findings.get(name)).toEqual([]);
	});
});
