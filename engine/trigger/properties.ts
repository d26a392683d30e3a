/** The form of a trigger node. */
import type { INodeProperties } from 'n8n-workflow';

import { byLabelFrom5, sorted } from '../define/fields';
import { toProperty } from '../editor/describe';
import { MOST_SECONDS } from './combine';
import { filterProperty } from './filters';
import { MOST_MEGABYTES } from './media';
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
			options: byLabelFrom5<INodeProperties>([
				{
					displayName: 'Combine Messages (Seconds)',
					name: 'combineMessages',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: MOST_SECONDS },
					default: 2,
					description:
						'How long a chat must be quiet before its messages start the workflow, all at once. The texts come out in lines, and "messages" has each message.',
				},
				{
					displayName: 'Describe Media in Chat Input',
					name: 'describeMedia',
					type: 'boolean',
					default: false,
					description:
						'Whether "chatInput" also has a word for a picture, voice message or the like, such as "[image]", so that an AI agent knows of it',
				},
				...(spec.media
					? [
							{
								displayName: 'Download Media',
								name: 'downloadMedia',
								type: 'boolean' as const,
								default: false,
								description:
									'Whether to download the file of a received message into the binary field "data" of the output. The provider waits for an answer, so a file that does not arrive within 3.5 seconds is left out: "mediaProblem" then says why, and what to do.',
							},
							{
								displayName: 'Files From Local Addresses',
								name: 'localFiles',
								type: 'boolean' as const,
								default: false,
								description:
									'Whether Download Media may follow links to this machine or its own network. Off by default, as whoever can call the webhook chooses the link. The address in the credential is always allowed.',
							},
							{
								displayName: 'Maximum File Size',
								name: 'maxFileSize',
								type: 'number' as const,
								typeOptions: { minValue: 1 },
								default: MOST_MEGABYTES,
								description: 'Largest file that Download Media stores, in megabytes',
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
			]),
		},
	];
}
