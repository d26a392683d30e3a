/** What saved workflows hold is pinned; if this fails, read the text: it says what to do. */
import { compare, compareAll } from './compare';
import { readSnapshots, WHAT_TO_DO } from './snapshot';
import { type Surface, surfaces } from './surface';

const pinned = readSnapshots();
const now = surfaces();

test('nothing that saved workflows rely on was removed or changed', () => {
	const { breaking } = compareAll(pinned, now);
	if (breaking.length) throw new Error(`${breaking.join('\n')}\n${WHAT_TO_DO}`);
});

test('what was added is pinned; if this fails, run "npm run snapshot" and commit the files', () => {
	expect(compareAll(pinned, now).added).toEqual([]);
});

describe('the comparison', () => {
	const changed = (change: (surface: Surface) => void) => {
		const original = pinned.get('MyOperator') as Surface;
		const copy = structuredClone(original);
		change(copy);
		return compare('MyOperator', original, copy);
	};
	const text = (surface: Surface) => {
		const operation = surface.operations?.['message.sendText'];
		if (!operation?.output) throw new Error('message.sendText has no pinned output');
		return { ...operation, output: operation.output };
	};

	const BREAKING: Array<[string, RegExp, (surface: Surface) => void]> = [
		[
			'a removed operation',
			/message\.sendText: the operation is gone/,
			({ operations = {} }) => delete operations['message.sendText'],
		],
		[
			'a renamed parameter',
			/parameter text is gone/,
			(surface) => {
				const { parameters } = text(surface);
				parameters.body = parameters.text as string;
				delete parameters.text;
			},
		],
		[
			'another type',
			/parameter text: type string is now number/,
			(surface) => (text(surface).parameters.text = 'number!'),
		],
		[
			'another default',
			/default false is now true/,
			(surface) => (text(surface).parameters['additionalFields.previewUrl'] = 'boolean = true'),
		],
		[
			'a value that can no longer be chosen',
			/the value "call" is gone/,
			({ parameters }) =>
				(parameters.resource = (parameters.resource as string).replace('call|', '')),
		],
		[
			'a locator mode that is gone',
			/the value "list" is gone/,
			(surface) => {
				const { parameters } = text(surface);
				parameters.phoneNumber = (parameters.phoneNumber as string).replace('id|list', 'id');
			},
		],
		[
			'a new parameter that has to be filled in',
			/parameter urgency is new, needed/,
			(surface) => (text(surface).parameters.urgency = 'string!'),
		],
		[
			'an output field that is gone',
			/output field message_id is gone/,
			(surface) => delete text(surface).output.message_id,
		],
	];

	test.each(BREAKING)('finds %s', (_what, expected, change) => {
		expect(changed(change).breaking.join('\n')).toMatch(expected);
	});

	test('lets additions through', () => {
		const { breaking, added } = changed((surface) => {
			text(surface).parameters['additionalFields.urgent'] = 'boolean = false';
			text(surface).output.price = 'number';
			surface.parameters.resource = (surface.parameters.resource as string).replace(
				'(call|',
				'(bill|call|',
			);
		});
		expect(breaking).toEqual([]);
		expect(added).toHaveLength(3);
	});

	test('finds a removed node', () => {
		const fewer = new Map(now);
		fewer.delete('Whapi');
		expect(compareAll(pinned, fewer).breaking).toEqual(['Whapi is gone']);
	});
});
