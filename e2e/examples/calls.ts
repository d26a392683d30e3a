/** Examples about phone calls. */
import type { ExampleCase } from '../lib/examples';

const incoming = (from: string, answered: boolean) => ({
	happen: 'call.incoming',
	at: 'myoperator' as const,
	with: { from, answered },
});

export const calls: ExampleCase[] = [
	{
		file: 'missed-call-follow-up',
		templates: { missed_call: 'Sorry that we missed your call.' },
		steps: [incoming('919876543215', true), incoming('919876543210', false)],
		received: [
			{
				operation: 'sendMessage',
				body: {
					customer_number: '9876543210',
					data: { type: 'template', context: { template_name: 'missed_call' } },
				},
			},
			{ operation: 'createCall', body: { number: '+919876543210', reference_id: /^callback-/ } },
		],
		returned: {
			// The call back ends in a summary as well: it goes no further than the filter.
			'Call Is Over': [
				{ call: { status: 'ended' } },
				{ call: { status: 'missed' } },
				{ call: { direction: 'outbound' } },
			],
			'Say Sorry': [{ message_id: /./ }],
			'Call Back': [{ unique_id: /./ }],
		},
	},
	{
		file: 'call-log-to-table',
		tables: {
			Calls: ['call', 'time', 'direction', 'status', 'customer', 'agent', 'recording', 'outcome'],
		},
		numbers: { Calls: ['seconds'] },
		steps: [
			incoming('919876543210', true),
			{ happen: 'disposition', at: 'myoperator', with: { names: ['Interested', 'Call back'] } },
			incoming('919876543211', false),
		],
		received: [],
		returned: { 'Add the Outcome': [{ outcome: 'Interested, Call back' }] },
		stored: {
			Calls: [
				{
					customer: '919876543210',
					direction: 'inbound',
					status: 'ended',
					agent: 'Asha Rao',
					seconds: 35,
					recording: /\.mp3$/,
					outcome: 'Interested, Call back',
				},
				{ customer: '919876543211', status: 'missed', outcome: null },
			],
		},
	},
	{
		file: 'recording-archive',
		steps: [
			incoming('919876543210', true),
			incoming('919876543211', false),
			incoming('919876543212', true),
			{ run: 'Every Night' },
		],
		received: [],
		returned: {
			'Download Recording': [{}, {}],
			'Write File': [{ fileName: /\.mp3$/ }, { fileName: /\.mp3$/ }],
		},
		files: [/^[0-9a-f]{64}-v2\.mp3$/],
	},
];
