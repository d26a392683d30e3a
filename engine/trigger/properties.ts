/** The form of a trigger node. */
import type { INodeProperties } from 'n8n-workflow';

import { sorted } from '../define/fields';
import { toProperty } from '../editor/describe';
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
			description: 'The events that start the workflow',
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
									'Whether to download the file of a received message into the binary field "data" of the output. If that fails, the workflow starts without the file, and "mediaProblem" says why.',
							},
						]
					: []),
				{
					displayName: 'Drop Repeated Events',
					name: 'dropRepeats',
					type: 'boolean',
					default: true,
					description:
						'Whether to ignore an event that the provider delivers again within 15 minutes',
				},
				{
					displayName: 'Pass on Unknown Events',
					name: 'unknownEvents',
					type: 'boolean',
					default: false,
					description:
						'Whether to also start the workflow for new kinds of events that this version of the node does not know yet. Their content is in "raw".',
				},
			],
		},
	];
}
