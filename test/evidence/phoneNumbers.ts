/** Checks to whom a text goes when "To" holds a phone number as somebody wrote it. */
import type { IDataObject } from 'n8n-workflow';

import { byId } from '../harness/n8n';
import { type Name, nodeOf, runAction, sentNow } from './actions';
import { type ActionRun, isObject, type Json, type PhoneCase } from './cases';
import { has } from './compare';
import { bodyOf, isCrash, wordsOf } from './requests';

/** An expression, so that a number stays a number. */
const TO = '={{ $json.to }}';

interface Way {
	parameters: IDataObject;
	/** The digits that the request goes to. */
	digits: (body: Json) => unknown;
	/** The calling code among them, where the request names it. */
	code?: (body: Json) => unknown;
}

const WAYS: Record<Name, Way> = {
	whapi: { parameters: { to: byId(TO), body: 'Hi' }, digits: ({ to }) => to },
	wapio: {
		parameters: { session: byId('bps_sess_1'), to: byId(TO), text: 'Hi' },
		digits: ({ to }) => to,
	},
	twoChat: {
		parameters: { fromNumber: byId('+15550100123'), sendTo: 'number', toNumber: TO, text: 'Hi' },
		digits: ({ to_number: number, to_remote_id: id }) => number ?? id,
	},
	myOperator: {
		parameters: { phoneNumber: byId('4110'), to: TO, text: 'Hi' },
		digits: ({ customer_country_code: code, customer_number: number }) =>
			`${String(code)}${String(number)}`,
		code: ({ customer_country_code: code }) => code,
	},
};

/** All entries of a node's option lists, wherever a field is nested. */
function valuesOf(node: string, name: string): unknown[] {
	const fields = nodeOf(node).description.properties.flatMap(({ options = [] }) => options);
	return fields.flatMap((field) =>
		field.name === name && 'options' in field
			? (field.options ?? []).map((option) => ('value' in option ? option.value : undefined))
			: [],
	);
}

/** The default country as the form has it: an ISO code if it offers those, else the calling code. */
function countryOf(given: PhoneCase): string | undefined {
	const { defaultCountry: iso, defaultCallingCode: code, defaultCountryAs: written } = given;
	if (written || !iso) return written;
	return valuesOf('messagingGateway', 'defaultCountryCode').includes(iso) ? iso : code;
}

function runOf(way: string, country: string | undefined): { name: Name; run: ActionRun } {
	const [first = '', second] = way.split(':');
	const name = (second ?? first) as Name;
	const operation = { resource: 'message', operation: 'sendText' };
	if (!second)
		return { name, run: { ...operation, node: name, parameters: WAYS[name].parameters } };
	const parameters = {
		to: TO,
		text: 'Hi',
		order: { entry: [{ gateway: name }] },
		additionalFields: country === undefined ? {} : { defaultCountryCode: country },
	};
	return { name, run: { ...operation, node: 'messagingGateway', parameters } };
}

function refusalFault({ expect: { refused, orRefused } }: PhoneCase, words: string) {
	const rule = refused ?? orRefused;
	if (!rule || isCrash(words)) return `refused (${words})`;
	const says = isObject(rule) ? (rule.says ?? []) : [];
	const lacking = says.find((text) => !has(words, text));
	return lacking && `the refusal must say /${lacking}/, but says: ${words}`;
}

function addressFault({ expect: wanted }: PhoneCase, { digits, code }: Way, body: Json) {
	const got = String(digits(body)).replace(/^\+|@(s\.whatsapp\.net|c\.us)$/g, '');
	if (wanted.refused) return `sent to ${got}, should be refused`;
	const right = [wanted.digits ?? []].flat();
	if (!right.includes(got))
		return `sent to ${got}, right is ${right.join(' or ')}${wanted.orRefused ? ' or a refusal' : ''}`;
	const gotCode = code?.(body);
	return wanted.code && code && gotCode !== wanted.code
		? `calling code ${String(gotCode)}, right is ${wanted.code}`
		: undefined;
}

async function wayFault(given: PhoneCase, way: string, country?: string) {
	const { name, run } = runOf(way, country);
	const result = await runAction({ ...run, items: [{ json: { to: given.input } }] });
	const [sent] = sentNow();
	return sent
		? addressFault(given, WAYS[name], bodyOf(sent) as Json)
		: refusalFault(given, wordsOf(result));
}

/** Says what is wrong with where a text goes, on the first way where it is wrong, or nothing. */
export async function phoneFault(given: PhoneCase): Promise<string | undefined> {
	const country = countryOf(given);
	const all =
		country === undefined
			? ['whapi', 'wapio', 'twoChat', 'myOperator', 'gateway:whapi']
			: ['gateway:whapi', 'gateway:myOperator'];
	for (const way of given.ways ?? all) {
		const fault = await wayFault(given, way, country);
		if (fault) return `${way}: ${fault}`;
	}
	return undefined;
}
