/** Links in the documentation lead somewhere, and its commands exist. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { form as gatewayForm } from '../../nodes/MessagingGateway/gateways';
import { PROVIDERS } from '../../scripts/providers';
import { publishedNodes } from '../../scripts/package/nodes';
import { anchorsOf, linkFault, linksOf, PAGES, proseOf, ROOT, scriptsOf, textOf } from './markdown';

const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
	scripts: Record<string, string>;
};

test('pages are found, with their links and commands', () => {
	expect(PAGES).toEqual(
		expect.arrayContaining([
			'CHANGELOG.md',
			'CONTRIBUTING.md',
			'README.md',
			'SECURITY.md',
			'docs/events.md',
			'docs/providers/whapi.md',
			'sandbox/README.md',
		]),
	);
	expect(linksOf('README.md')).toContain('docs/delivery.md');
	expect(scriptsOf('README.md')).toEqual(expect.arrayContaining(['demo', 'test', 'test:e2e']));
	expect(anchorsOf('docs/providers/gateway.md')).toContain('send-and-wait-for-response');
});

test('a wrong link is found', () => {
	expect(linkFault('README.md', 'docs/nowhere.md')).toMatch('there is no docs/nowhere.md');
	expect(linkFault('docs/events.md', 'delivery.md#no-such-part')).toMatch('has no #no-such-part');
	expect(linkFault('docs/events.md', '../../outside.md')).toMatch('out of the project');
});

describe.each(PAGES)('%s', (page) => {
	test('every link leads to a file and, where it names one, to a heading', () => {
		expect(
			linksOf(page)
				.map((link) => linkFault(page, link))
				.filter(Boolean),
		).toEqual([]);
	});

	test('every command is in package.json', () => {
		expect(scriptsOf(page).filter((script) => !(script in scripts))).toEqual([]);
	});
});

test('every page can be reached from the README', () => {
	const reached = new Set(['README.md']);
	for (const page of reached)
		for (const link of linksOf(page)) {
			const [file = ''] = link.split('#');
			const target = path.posix.join(path.posix.dirname(page), file);
			if (file && PAGES.includes(target)) reached.add(target);
		}
	expect(PAGES.filter((page) => !reached.has(page))).toEqual([]);
});

test('every provider of the package has its page, and every node is named in the README or there', () => {
	const pages = PROVIDERS.map(({ key }) => `docs/providers/${key}.md`);
	const texts = ['README.md', 'docs/providers/gateway.md', ...pages].map(textOf).join('\n');
	const missing = publishedNodes()
		.map(({ node }) => node.description.displayName)
		.filter((name) => !texts.includes(name));
	expect(missing).toEqual([]);
});

/** Menus of n8n and of the providers' own panels. */
const MENUS = [
	'APIs & Webhooks',
	'Community Nodes',
	'Contacts',
	'Custom Fields',
	'Developer API',
	'Developers',
	'Manage',
	'Settings',
	'WhatsApp',
];

test('every "Resource > Operation" in a page is one of the nodes', () => {
	const operations = PROVIDERS.flatMap(({ form }) => form.resources)
		.concat(gatewayForm.resources)
		.flatMap(({ name, operations: of }) => of.map((operation) => [name, operation.name] as const));
	const isKnown = (before: string, after: string): boolean =>
		MENUS.some((menu) => before.endsWith(menu)) ||
		operations.some(
			([resource, operation]) => before.endsWith(resource) && after.startsWith(operation),
		) ||
		// "MyOperator > Recording > Download": the node before the resource.
		PROVIDERS.some(
			({ form: { name, resources } }) =>
				before.endsWith(name) && resources.some((resource) => after.startsWith(resource.name)),
		);
	const unknown = PAGES.flatMap((page) => {
		const text = proseOf(page).replace(/\s+/g, ' ');
		return [...text.matchAll(/ > /g)]
			.map(({ index }) => [text.slice(0, index), text.slice(index + 3)] as const)
			.filter(([before, after]) => !isKnown(before, after))
			.map(([before, after]) => `${page}: ${before.slice(-20)} > ${after.slice(0, 20)}`);
	});
	expect(unknown).toEqual([]);
});

test('settings that the pages mention exist in the nodes', () => {
	const labels = JSON.stringify(publishedNodes().map(({ node }) => node.description.properties));
	const named = [
		'Concurrency',
		'Download Media',
		'Max Retry Wait',
		'Other Events',
		'Own Messages',
		'Pass on Unknown Events',
		'Replace Existing Webhook',
		'Variables as JSON',
		'Limit Wait Time',
		'Default Country',
		'Edit Message ID',
		'Reply to Message ID',
		'Confirm Purchase',
		'Idempotency Key',
		'Reference ID',
	];
	const texts = PAGES.map(textOf).join('\n');
	expect(named.filter((label) => !labels.includes(label) || !texts.includes(label))).toEqual([]);
});
