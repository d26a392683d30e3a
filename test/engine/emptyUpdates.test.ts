/** Updates that change nothing are refused before anything is sent. */
import { collect } from '../../engine/item/collect';
import { myOperator } from '../../nodes/MyOperator/provider';
import { wapio } from '../../nodes/Wapio/provider';
import { whapi } from '../../nodes/Whapi/provider';
import { byId } from '../harness/n8n';

const UPDATES = [myOperator, wapio, whapi].flatMap((provider) =>
	provider.resources.flatMap(({ value, operations }) =>
		operations
			.filter((operation) => operation.updates?.length)
			.map((operation) => [`${provider.name}: ${value}.${operation.value}`, operation] as const),
	),
);

const sample = (name: string) =>
	/group|community/i.test(name)
		? '120363041234567890@g.us'
		: /channel|newsletter/i.test(name)
			? '120363041234567890@newsletter'
			: '919876543210';

/** Sample values for what is required; the defaults otherwise. */
const required = (operation: (typeof UPDATES)[number][1]) => (name: string, fallback: unknown) => {
	const field = operation.fields?.find((one) => one.name === name && one.required);
	if (!field) return fallback;
	return field.type === 'resourceLocator' ? byId(sample(name)) : sample(name);
};

test('providers have updates', () => expect(UPDATES.length).toBeGreaterThan(5));

test.each(UPDATES)('%s without a change', (_name, operation) => {
	expect(() => collect(operation, required(operation), 'UTC')).toThrow(
		'Update Fields: there is nothing to change',
	);
});
