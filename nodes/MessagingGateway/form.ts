/** The form of the Messaging Gateway node: one set of fields, whatever gateway carries the message. */
import type { INodeProperties } from 'n8n-workflow';

import {
	type Field,
	type Operation,
	type Provider,
	type Resource,
	text,
} from '../../engine/define';
import { senderName } from '../../engine/gateway/run';
import {
	canDo,
	EVENT_ACTIONS,
	type GatewayAction,
	type GatewayMap,
	isSend,
} from '../../engine/gateway/types';
import { type ActionForm, CHECK, list, messageForms, names } from './actions';

const recipient = (maps: GatewayMap[]): Field => {
	const groups = list(names(maps.filter(({ takesGroups }) => takesGroups)));
	const description = 'The phone number to send to';
	return text(
		'to',
		'To',
		groups
			? `${description}. ${groups} also take the chat ID of a group, which ends with "@g.us".`
			: description,
		{
			required: true,
			placeholder: 'e.g. +91 98765 43210',
			hint: 'With country code, in any usual form. For numbers without one, add "Default Country" below or choose it in the credential.',
		},
	);
};

const country = text(
	'defaultCountryCode',
	'Default Country',
	'The country for phone numbers without country code, by its two letters (IN for India) or its calling code (91). If you leave it out, the default country of the first credential that has one is used.',
	{ placeholder: 'e.g. IN' },
);

/** Hidden where the gateway can't help, and not left out: saved workflows may have it there. */
const senders = (maps: GatewayMap[], forms: ActionForm[]): Field[] =>
	maps.flatMap((map) => {
		if (!map.sender) return [];
		const { label, description, example } = map.sender;
		const useless = forms.filter((form) => !canDo(map, form.value)).map((form) => form.value);
		return text(
			senderName(map),
			label,
			`${description}. If you leave it out, the first one that can send is used.`,
			{ placeholder: `e.g. ${example}`, displayOptions: { hide: { '/operation': useless } } },
		);
	});

/** "Works with A and B." so that the editor says what a provider can't do. */
const worksWith = (maps: GatewayMap[], action: GatewayAction): string => {
	const able = names(maps.filter((map) => canDo(map, action)));
	return able.length === maps.length ? 'all gateways' : list(able);
};

/** The fields that say whom an action concerns: none if its message is known by an ID. */
function recipientFields(maps: GatewayMap[], action: GatewayAction): Field[] {
	if (action === 'getStatus' || EVENT_ACTIONS.includes(action)) return [];
	const to = recipient(maps);
	return [action === 'checkNumber' ? { ...to, description: 'The phone number to check' } : to];
}

/** Others only read. */
const CHANGES: GatewayAction[] = ['react', 'markAsRead', 'showTyping'];

function toOperation(maps: GatewayMap[], forms: ActionForm[], form: ActionForm): Operation {
	const to = recipientFields(maps, form.value);
	return {
		name: form.name,
		value: form.value,
		action: form.action,
		description: `${form.description}. Works with ${worksWith(maps, form.value)}.`,
		request: { method: 'POST', path: '' },
		fields: [...to, ...form.fields],
		options: [
			...(form.options ?? []),
			...(to.length ? [country] : []),
			// An event has its own.
			...(EVENT_ACTIONS.includes(form.value) ? [] : senders(maps, forms)),
		],
		effect: isSend(form.value) ? 'send' : CHANGES.includes(form.value) ? 'idempotent' : 'read',
	};
}

/** The node's own resources, as if the gateways together were one provider. */
export function gatewayForm(maps: GatewayMap[]): Provider {
	const messages = messageForms(maps);
	const all = [...messages, CHECK];
	const resources: Resource[] = [
		{
			name: 'Message',
			value: 'message',
			description:
				'Send WhatsApp messages through the first gateway that can, and check what became of them',
			operations: messages.map((form) => toOperation(maps, all, form)),
		},
		{
			name: 'Number',
			value: 'number',
			description: 'Check whether phone numbers are on WhatsApp',
			operations: [toOperation(maps, all, CHECK)],
		},
	];
	return {
		name: 'Messaging Gateway',
		credential: '',
		hosts: {},
		resources,
		problem: () => undefined,
		advice: {},
		recipient: ({ to: address }) => address as string | undefined,
	};
}

/** Which gateways there are for this node, in the order in which they are tried. */
export const gatewaysProperty = (maps: GatewayMap[]): INodeProperties => ({
	displayName: 'Gateways',
	name: 'gateways',
	type: 'multiOptions',
	options: maps.map(({ value, provider }) => ({ name: provider.name, value })),
	default: [...maps.map(({ value }) => value)],
	noDataExpression: true,
	description:
		'The gateways to use, in the order in which they are chosen. Those without a credential are left out. The next one is tried only when it is certain that the one before sent nothing.',
});

/** The order as it was entered before "Gateways" was there: it still counts. */
export const ORDER: INodeProperties = {
	displayName: 'Gateway Order',
	name: 'order',
	type: 'hidden',
	default: {},
};
