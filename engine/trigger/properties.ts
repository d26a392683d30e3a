/** The form of a trigger node. */
import type { INodeProperties } from 'n8n-workflow';

import { sorted } from '../fields';
import { toProperty } from '../describe';
import { filterProperty } from './filters';
import type { TriggerSpec } from './types';

/** Which events, the provider's own fields, filters, options. */
export function triggerProperties(spec: TriggerSpec): INodeProperties[] {
	return [
		{
			displayName: 'Events',
			name: 'events',
			type: 'multiOptions',
			required: true,
			options: sorted(
				spec.events.map(({ name, value, description }) => ({ name, value, description })),
			),
			default: spec.events.filter(({ selected }) => selected).map(({ value }) => value),
			description: 'What starts the workflow',
		},
		...(spec.fields ?? []).map(toProperty),
		filterProperty(spec.filters),
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			options: [
				...(spec.media
					? [
							{
								displayName: 'Download Media',
								name: 'downloadMedia',
								type: 'boolean' as const,
								default: false,
								description:
									'Whether to fetch the file of a received message and put it into the output\'s binary field "data"',
							},
						]
					: []),
				{
					displayName: 'Drop Repeated Events',
					name: 'dropRepeats',
					type: 'boolean',
					default: true,
					description:
						'Whether an event that the provider delivers again within 15 minutes starts the workflow only once',
				},
				{
					displayName: 'Pass on Unknown Events',
					name: 'unknownEvents',
					type: 'boolean',
					default: false,
					description:
						'Whether new kinds of events, which this version of the node does not know, start the workflow too',
				},
			],
		},
	];
}
