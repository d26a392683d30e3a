/** Test runs that send nothing show what a template says to each person. */
import { byId, myOperatorBench, sender } from './setup';

const bench = myOperatorBench();

test('the text of a template is filled in, and the template is looked up once', async () => {
	const people = ['Asha', 'Ravi', 'Carla'].map((name) => ({
		json: { name, phone: '+91 98765 43210' },
	}));
	const before = bench.sandbox.received.length;
	const { items, error } = await bench.run(
		'message.sendTemplate',
		{
			phoneNumber: sender,
			to: '={{ $json.phone }}',
			template: byId('order_update|en'),
			variables: {
				mappingMode: 'defineBelow',
				value: { 'body.name': '={{ $json.name }}', 'body.order': '4711' },
			},
			options: { testRuns: 'skip' },
		},
		people,
	);
	expect(error).toBeUndefined();
	const requests = bench.sandbox.received.slice(before);
	expect(requests.map(({ method }) => method)).toEqual(['GET']);
	const texts = items.map(({ json }) => String(json.text));
	people.forEach(({ json: { name } }, index) => expect(texts[index]).toContain(name));
	expect(texts.join()).not.toContain('{{');
});
