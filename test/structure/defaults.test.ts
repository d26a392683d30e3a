/** What a new node starts with: something usual, which does no harm when it is run by mistake. */
import { describe as formOf } from '../../engine/editor/describe';
import { effectOf } from '../../engine/define/defaults';
import { PROVIDERS } from '../conformance/providers';

const RESOURCES = PROVIDERS.flatMap(({ provider }) =>
	provider.resources.map(
		(resource) => [`${provider.name} ${resource.name}`, provider, resource] as const,
	),
);

test.each(RESOURCES)('%s', (_name, provider, resource) => {
	const property = formOf(provider).find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.[0] === resource.value,
	);
	const { operations } = resource;
	const chosen = operations.find(({ value }) => value === property?.default);
	const values = operations.map(({ value }) => value);
	expect(chosen?.request.method).not.toBe('DELETE');
	expect(chosen?.value).not.toMatch(/delete|remove|leave|logout|cancel|purchase|disconnect|reset/i);
	if (values.includes('sendText')) expect(chosen?.value).toBe('sendText');
	else if (operations.some((one) => effectOf(one) === 'read') && !values.includes('send'))
		expect(chosen && effectOf(chosen)).toBe('read');
});

test.each(PROVIDERS.map(({ provider }) => [provider.name, provider] as const))(
	'%s starts with messages',
	(_name, provider) => {
		expect(formOf(provider)[0]?.default).toBe('message');
	},
);
