/** Checks of the texts that people read: each returns what is wrong, with its place. */
import type { INodeProperties } from 'n8n-workflow';

import { formOf } from '../../engine/editor/describe';
import type { Field, Provider } from '../../engine/define/types';
import type { Text } from '../../scripts/texts/collect';

type Check = (texts: Text[]) => string[];

const place = ({ section, path, text }: Text) => `${[section, ...path].join(' > ')}: ${text}`;

const PROSE: Array<Text['kind']> = [
	'description',
	'hint',
	'option description',
	'operation description',
	'notice',
	'advice',
];
const NAMES: Array<Text['kind']> = ['label', 'option', 'action'];

/** Parts in quotes are something that the person sees or types. */
const unquoted = (text: string) => text.replace(/"[^"]*"|\{\{\w+\}\}|\bhttps?:\S+/g, '""');

/** Examples and names that only look like field names. */
const LOOKALIKES = /\b(?:n8n|vCard|iOS|custom_order|bps_(?:pat|sk)_)/g;

const fieldNames: Check = (texts) =>
	texts
		.filter(({ kind }) => PROSE.includes(kind) || NAMES.includes(kind))
		.filter(({ text }) =>
			/\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+|\b[a-z]+[A-Z]\w*|\b[a-z]+\.[a-z]+\b(?<!\.(?:gif|com))/.test(
				unquoted(text).replace(LOOKALIKES, ''),
			),
		)
		.map(place);

/** A word that only those know who know the API, and what must be said with it. */
const JARGON: Array<[RegExp, RegExp]> = [
	[/\bJIDs?\b/, /chat ID/],
	[/\bLIDs?\b/, /linked ID/i],
	[/\bWABA\b/, /official WhatsApp Business|WhatsApp Business Account/],
	[/\bDIDs?\b/, /virtual number/i],
	[/\bOBD\b/, /outbound calls/],
	[/\bIVRs?\b/, /phone menu/i],
	[/\bSIP\b/, /internet phone/i],
	[/\bSDK\b/, /\bapps?\b/],
	[/\bSKU\b/, /your own number/i],
	[/\bPTV\b/, /video note/],
	[/(?<!@)\bnewsletters?\b/i, /channel/i],
	[/\bwebhooks?\b/i, /address|URL|events?\b|subscription|panel|dashboard|trigger/i],
	[/\back\b/i, /receipt|status|sent/i],
	[/\bbase64\b/i, /as text|as a text|data:/i],
	[/\bdata URLs?\b/i, /data:|as text/i],
	[/\bMIME\b/, /type of (?:the|a|each) file|such as \w+\/\w+/i],
	[/\bidempoten/i, /twice|second/i],
	[/\bcursors?\b|\bpagination\b/i, /earlier (?:list|answer)|go(?:es)? (?:on|back)/i],
	[/\bpayloads?\b|\bendpoints?\b|\bpolling\b|\bregex\b/i, /(?!)/],
];

/** Labels and option names are explained by the texts next to them. */
const jargon: Check = (texts) => {
	const beside = new Map<string, string>();
	const keyOf = ({ section, path }: Text) => [section, ...path].join(' > ');
	for (const text of texts)
		beside.set(keyOf(text), `${beside.get(keyOf(text)) ?? ''} ${text.text}`);
	return texts
		.filter(({ kind }) => kind !== 'placeholder')
		.filter((text) => {
			const context = [text.section, ...text.path].map((_step, index, all) =>
				beside.get(all.slice(0, index + 1).join(' > ')),
			);
			// What a field is about is said at the field, not only somewhere in the node.
			const around = [...context.slice(1), beside.get(text.section)].join(' ');
			return JARGON.some(([word, told]) => word.test(unquoted(text.text)) && !told.test(around));
		})
		.map(place);
};

/** Two adjacent fields with the same text need more explanation. */
const repeated: Check = (texts) => {
	const said = new Map<string, Text>();
	return texts
		.filter(({ kind, path }) => kind === 'description' && path.length)
		.flatMap((text) => {
			const key = [text.section, ...text.path.slice(0, -1), text.text].join(' > ');
			const other = said.get(key);
			said.set(key, other ?? text);
			return other && other.path.at(-1) !== text.path.at(-1) ? [place(text)] : [];
		});
};

/** What a person types freely needs an example. */
const exampled: Check = (texts) =>
	texts
		.filter(({ kind, property }) => kind === 'label' && property && needsExample(property))
		.map(place);

const EXPLAINED = ['returnAll', 'limit', 'operation', 'resource'];

function needsExample(property: INodeProperties): boolean {
	const { type, name, placeholder, default: preset, typeOptions } = property;
	if (!['string', 'number', 'json'].includes(type) || placeholder || EXPLAINED.includes(name))
		return false;
	if (typeOptions?.password) return false;
	return Array.isArray(preset) ? preset.length === 0 : preset === '' || preset === 0;
}

const FOR_EVER = /can't be undone/;

/** Operations that delete something irreversibly. */
const warned: Check = (texts) => {
	const actions = texts.filter(({ kind }) => kind === 'action');
	return actions
		.filter(({ text }) => /^(?:Delete|Reset|Regenerate|Deactivate|Revoke invite)\b/.test(text))
		.flatMap(({ section }) => {
			const told = texts.find(
				(text) => text.section === section && text.kind === 'operation description',
			);
			return told && !FOR_EVER.test(told.text) ? [place(told)] : [];
		});
};

/** What is billed by the piece, by action. */
const BILLED =
	/^(?:Send SMS|Purchase number|Send template message|Call number|Connect two phone numbers)/;

const priced: Check = (texts) =>
	texts
		.filter(({ kind, text }) => kind === 'action' && BILLED.test(text))
		.flatMap(({ section }) => {
			const told = texts.find(
				(text) => text.section === section && text.kind === 'operation description',
			);
			return told && !/\bcosts?\b|charge|billed|spends/.test(told.text) ? [place(told)] : [];
		});

/** One term for each thing, the same in all nodes. */
const WORDS: Array<[RegExp, string]> = [
	[/^(?:Recipient|To Number)$/, 'To'],
	[/^(?:Quoted Message(?: ID)?|Reply To)$/, 'Reply to Message ID'],
	[/^(?:Filename|Document Name)$/, 'File Name'],
	[/^(?:Several Answers|Multi Select)$/, 'Multiple Answers'],
	[/^(?:Input Data Field Name|Input Item \(Binary File\)|Binary Property)$/, 'Input Binary Field'],
	[/^(?:Mime ?Type|Content Type)$/, 'MIME Type'],
	[/^(?:Icon|Avatar)$/, 'Picture'],
];
const wording: Check = (texts) =>
	texts
		.filter(({ kind }) => NAMES.includes(kind))
		.flatMap((text) =>
			WORDS.filter(([word]) => word.test(text.text)).map(
				([, instead]) => `${place(text)} (elsewhere "${instead}")`,
			),
		);

/** n8n's list of actions has no articles. */
const short: Check = (texts) =>
	texts.filter(({ kind, text }) => kind === 'action' && /\b(?:an?|the)\s/i.test(text)).map(place);

/** English that readers stumble over. */
const ODD = /\bwhat stands\b|\bstands? (?:at|in|there|next)\b|\banew\b|\bfor good\b|\bshall be\b/i;
const plain: Check = (texts) => texts.filter(({ text }) => ODD.test(text)).map(place);

export const TEXT_CHECKS: Record<string, Check> = {
	'are no field names of a provider': fieldNames,
	'explain the words that only insiders know': jargon,
	'say something different at each field': repeated,
	'give an example for what is typed': exampled,
	"warn before what can't be undone": warned,
	'say what costs money': priced,
	'call the same thing by the same name': wording,
	'have no article in an action': short,
	'are plain English': plain,
};

/** Limits that are checked, but documented neither in the text nor by the form itself. */
export function untoldLimits(provider: Provider): string[] {
	return provider.resources.flatMap((resource) =>
		resource.operations.flatMap((operation) =>
			formOf(operation)
				.flatMap(withInner)
				.flatMap((field) => {
					const told = [field.displayName, field.description, field.hint, operation.description]
						.join(' ')
						.replace(/(\d)[,  ](\d)/g, '$1$2');
					const { limits = {}, typeOptions = {} } = field;
					const numbers = [
						limits.maxLength,
						limits.maxItems,
						typeOptions.maxValue === undefined ? limits.max : undefined,
						limits.maxBytes && limits.maxBytes / 1_048_576,
					].filter((limit): limit is number => limit !== undefined);
					return numbers
						.filter((limit) => !new RegExp(`\\b${inWords(limit)}\\b`, 'i').test(told))
						.map(
							(limit) =>
								`${resource.value}.${operation.value}: ${field.displayName} does not mention ${limit}`,
						);
				}),
		),
	);
}

const WORDED = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const inWords = (limit: number) =>
	WORDED[limit] === undefined ? String(limit) : `(?:${limit}|${WORDED[limit]})`;

const withInner = (field: Field): Field[] => [
	field,
	...(field.options ?? []).flatMap((entry) => {
		if ('values' in entry) return (entry.values as Field[]).flatMap(withInner);
		return 'type' in entry ? withInner(entry as Field) : [];
	}),
];
