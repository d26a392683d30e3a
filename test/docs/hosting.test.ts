/** The files of docs/hosting/: they fit together, and to what queue mode is tested with. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

import { ROOT, textOf } from './markdown';

interface Service {
	command?: string;
	image?: string;
	environment?: Record<string, string>;
	depends_on?: Record<string, { condition: string }>;
	healthcheck?: object;
}
const { services, volumes } = parse(textOf('docs/hosting/compose.yaml'), { merge: true }) as {
	services: Record<string, Service>;
	volumes: Record<string, unknown>;
};
const { version, name } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
	version: string;
	name: string;
};
const N8N = ['main', 'webhook', 'worker'];

test('all processes of n8n have the same settings, and what they need to share', () => {
	const { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: lazy, ...webhook } =
		services.webhook?.environment ?? {};
	expect(lazy).toBe('true');
	for (const one of N8N) {
		const { environment = {} } =
			one === 'webhook' ? { environment: webhook } : (services[one] ?? {});
		expect(environment).toEqual(services.main?.environment);
		expect(environment).toMatchObject({
			EXECUTIONS_MODE: 'queue',
			DB_TYPE: 'postgresdb',
			N8N_PROXY_HOPS: '1',
			WEBHOOK_URL: 'https://${DOMAIN:?}/',
			N8N_ENCRYPTION_KEY: '${N8N_ENCRYPTION_KEY:?}',
			N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true',
		});
	}
	expect(N8N.map((one) => services[one]?.command?.split(' ')[0])).toEqual([
		'start',
		'webhook',
		'worker',
	]);
});

test('nothing starts before what it needs, and each of those can tell that it is ready', () => {
	for (const { depends_on: needed = {} } of Object.values(services))
		for (const other of Object.keys(needed)) expect(services[other]?.healthcheck).toBeDefined();
	expect(services.webhook?.depends_on).toHaveProperty('main');
	expect(services.worker?.depends_on).toHaveProperty('main');
	expect(Object.keys(volumes)).toEqual(['postgres', 'redis', 'caddy']);
});

test('every variable is in the page', () => {
	const page = textOf('docs/hosting.md');
	const used = textOf('docs/hosting/compose.yaml').matchAll(/\$\{(\w+)/g);
	for (const [, variable = ''] of used) expect(page).toContain(`${variable}=`);
});

test('the image has this version of the package, and the n8n that it is tested with', () => {
	const file = textOf('docs/hosting/Dockerfile');
	const { dependencies } = JSON.parse(
		readFileSync(path.join(ROOT, 'e2e/package.json'), 'utf8'),
	) as { dependencies: Record<string, string> };
	expect(file).toContain(`n8nio/n8n:${dependencies.n8n}\n`);
	expect(file).toContain(`ARG PACKAGE=${name}\n`);
	expect(file).toContain(`ARG VERSION=${version}\n`);
});

test('the proxy sends test URLs to the editor, and calls to the webhook processes', () => {
	const file = textOf('docs/hosting/Caddyfile');
	const calls = /@calls path (.*)/.exec(file)?.[1]?.split(' ') ?? [];
	expect(calls).toEqual(expect.arrayContaining(['/webhook/*', '/webhook-waiting/*', '/mcp/*']));
	expect(calls).not.toContain('/webhook-test/*');
	for (const one of calls) expect(textOf('docs/hosting.md')).toContain(`\`${one.slice(0, -1)}\``);
});
